import { auditMoney } from '#services/audits/audit-money.js';
import { enqueueAudits } from '#services/audits/enqueue-audits.js';
import type { Handler } from './handler.js';

/** Finds bots whose money is to be held against its ledgers. */
export const auditFleetHandler = (): Handler<'fleet.audit-money'> => ({ run: enqueueAudits });

/** Holds one bot's money against its ledgers. */
export const auditMoneyHandler = (): Handler<'money.audit'> => ({ run: (tenant) => auditMoney(tenant) });
