import type { TransactionType } from '#models/transaction.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** A movement of a wallet, as its owner reads it. */
export interface WalletMovement {
  readonly id: string;
  readonly at: Date;
  readonly type: TransactionType;
  /** What was taken back by it: an approval of a payment from card to card, or a reward for an invitation; null: neither. */
  readonly undid: 'approval' | 'reward' | null;
  /** Toman; above zero into the wallet. */
  readonly amountToman: number;
  /** Words for people; null: none. */
  readonly description: string | null;
}

/** A page of movements, newest first. */
export interface WalletPage {
  readonly movements: readonly WalletMovement[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/** Where a page begins: right before (older) or after (newer) a movement's number; undefined: with the newest. */
export interface WalletPlace {
  readonly direction: 'newer' | 'older';
  readonly id: string;
}

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly type: TransactionType;
  readonly undid: WalletMovement['undid'];
  readonly amount: string;
  readonly description: string | null;
}

const pageLength = 8;
const columns = `id::text, created_at as at, type, amount_toman::text as amount, description,
  case when type <> 'withdrawal' then null when reference_kind = 'card_to_card_payments' then 'approval'
    when reference_kind = 'referral_rewards' then 'reward' end as undid`;
const older = `
  select ${columns} from transactions
  where bot_id = $1 and user_id = $2 and id < $3::bigint order by transactions.id desc limit $4`;
const newer = `
  select ${columns} from transactions
  where bot_id = $1 and user_id = $2 and id > $3::bigint order by transactions.id limit $4`;
const anyNewer = 'select from transactions where bot_id = $1 and user_id = $2 and id >= $3::bigint limit 1';

/** Above every number of a row. */
const afterAll = '9223372036854775807';

/** A page of a person's movements. `place` comes from a button and may be anything: what is no place is the newest page. */
export async function readWalletPage(
  tenant: Tenant,
  tx: Tx,
  { userId, place }: { readonly userId: string; readonly place?: WalletPlace | undefined },
): Promise<WalletPage> {
  const isPlace = place !== undefined && /^[1-9]\d{0,17}$/.test(place.id);
  if (isPlace && place.direction === 'newer') {
    const rows = await tx.sql<Row>(newer, [tenant.botId, userId, place.id, pageLength + 1]);
    if (rows.length > 0) {
      const movements = rows.slice(0, pageLength).map(toMovement).reverse();
      return { movements, hasNewer: rows.length > pageLength, hasOlder: true };
    }
  }
  const start = isPlace && place.direction === 'older' ? place.id : afterAll;
  const rows = await tx.sql<Row>(older, [tenant.botId, userId, start, pageLength + 1]);
  const newest = start === afterAll ? [] : await tx.sql(anyNewer, [tenant.botId, userId, start]);
  const movements = rows.slice(0, pageLength).map(toMovement);
  return { movements, hasNewer: newest.length > 0, hasOlder: rows.length > pageLength };
}

const toMovement = ({ amount, ...row }: Row): WalletMovement => ({ ...row, amountToman: Number(amount) });
