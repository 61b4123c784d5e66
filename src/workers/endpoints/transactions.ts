import type { EndpointOutput } from '#api/endpoint.js';
import type { transactionEndpoints } from '#api/transactions.js';
import { Transaction } from '#models/transaction.js';
import { between, given } from './conditions.js';
import type { HandlersOf } from './handler.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

type TransactionView = EndpointOutput<(typeof transactionEndpoints)['transactions.get']>;

const present = (row: Transaction): TransactionView => ({
  id: row.id,
  user_id: row.userId,
  type: row.type,
  amount_toman: row.amountToman,
  balance_after_toman: row.balanceAfterToman,
  payment_method: row.paymentMethod,
  external_id: row.externalId,
  reference_kind: row.referenceKind,
  reference_id: row.referenceId,
  description: row.description,
  created_at: row.createdAt.toISOString(),
});

/** A movement of a user's wallet as the contract has it. Refuses an unknown one. */
export async function readTransaction(id: string): Promise<TransactionView> {
  const row = await Transaction.findOne({ where: { id } });
  return row ? present(row) : refuse('resource.unknown');
}

/** The ledger of the users' wallets. */
export const transactionHandlers = (): HandlersOf<typeof transactionEndpoints> => ({
  'transactions.get': (_tenant, _tx, { params }) => readTransaction(params.transaction_id),
  'transactions.list': async (_tenant, _tx, { query }) => {
    const where = given({
      type: query.type,
      paymentMethod: query.payment_method,
      userId: query.user_id,
      createdAt: between(query.created_from, query.created_to),
    });
    const { rows, next_cursor } = await readPage(Transaction, query, where);
    return { items: rows.map(present), next_cursor };
  },
});
