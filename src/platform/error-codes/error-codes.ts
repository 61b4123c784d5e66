import type { ErrorKind } from './error-kind.js';
import { fleetCodes } from './fleet-codes.js';
import { pageCodes } from './page-codes.js';
import { paymentCodes } from './payment-codes.js';
import { promotionCodes } from './promotion-codes.js';
import { requestCodes } from './request-codes.js';
import { serverCodes } from './server-codes.js';

/**
 * Every code of an error, `area.fault_name`, with what it means. The same word stands on the error, in the log, among the
 * failed jobs, in answers to clients, and as the key of what a person reads.
 */
export const errorCodes = {
  ...fleetCodes,
  ...pageCodes,
  ...paymentCodes,
  ...promotionCodes,
  ...requestCodes,
  ...serverCodes,
};

export type ErrorCode = keyof typeof errorCodes;

/** What is known of a fault. */
export const kindOfError = (code: ErrorCode): ErrorKind => errorCodes[code];

/** Is it a code of this version? Another version, whose words lie in Redis, may have others. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorCodes, code);

/** The part after the dot: what befell the area. For labels of metrics whose name says the area. */
export const faultNameOf = (code: ErrorCode): string => code.slice(code.indexOf('.') + 1);
