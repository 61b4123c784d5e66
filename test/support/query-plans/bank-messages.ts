import { matchBankMessage } from '#services/card-payments/match-bank-message.js';
import { readUnclearMessage } from '#services/card-payments/read-unclear-message.js';
import { takeBankMessage } from '#services/card-payments/take-bank-message.js';
import { tenantOf } from '#tenancy/scope.js';
import { deposit, matching } from '../bank-messages.js';
import { uniqueNumber } from '../../factories/unique.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');

/** The part of `queryPaths` that messages of banks have. */
export const bankMessageQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/card-payments/match-bank-message.ts': {
    run: () => {
      const movedAt = Date.now();
      const told = { text: 'text', movedAt, isLate: true, openHours: 24 };
      const read = { direction: 'deposit', amountRial: 50, reference: '7', cardEnd: '1234' } as const;
      return tenant.db((tx) => matchBankMessage(tenant, tx, { id: '1', deposit: read, ...told }));
    },
    walks: { tenant_payment_cards: 'a bot has some hundreds' },
  },
  'src/services/card-payments/read-unclear-message.ts': {
    run: () => tenant.db((tx) => readUnclearMessage(tenant, tx, { messageId: '1', paymentIds: [] })),
  },
  'src/services/card-payments/take-bank-message.ts': {
    // The same words a moment later are told apart, and noted as told before.
    run: async () => {
      const message = deposit(uniqueNumber());
      await takeBankMessage(tenant, message, matching);
      await takeBankMessage(tenant, { ...message, sentAt: message.sentAt - 1_000 }, matching);
    },
  },
};
