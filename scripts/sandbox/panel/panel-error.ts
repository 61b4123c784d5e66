import type { z } from 'zod';

/** A refusal in the panel's words. */
export class PanelError extends Error {
  constructor(
    readonly status: number,
    readonly body: (path: string) => object,
  ) {
    super(`panel ${status}`);
  }
}

/** One with a code of the panel, such as A025. */
export const coded = (status: number, errorCode: string, message: string): PanelError =>
  new PanelError(status, (path) => ({ timestamp: new Date().toISOString(), path, message, errorCode }));

/** A request that the validation refused. */
export const invalid = (error: z.ZodError): PanelError =>
  new PanelError(400, () => ({ statusCode: 400, message: 'Validation failed', errors: error.issues }));

/** A key or a cursor that is no number: refused before anything is looked up, without a code. */
export const notANumber = (field: string): PanelError =>
  new PanelError(400, () => ({
    statusCode: 400,
    message: 'Validation failed',
    errors: [{ code: 'invalid_type', expected: 'number', path: [field], message: 'Invalid input' }],
  }));

/** A body that is not JSON. */
export const brokenJson = (): PanelError =>
  new PanelError(400, () => ({ statusCode: 400, message: 'Unexpected token in JSON', error: 'Bad Request' }));

/** The token may not do this. */
export const forbidden = (): PanelError =>
  new PanelError(403, () => ({ message: 'Forbidden resource', error: 'Forbidden', statusCode: 403 }));

/** A path that this version does not have. */
export const noRoute = (method: string): PanelError =>
  new PanelError(404, (path) => ({
    message: `Cannot ${method} ${path}`,
    error: 'Not Found',
    statusCode: 404,
  }));

export const unauthorized = (): PanelError =>
  new PanelError(401, () => ({ message: 'Unauthorized', statusCode: 401 }));
