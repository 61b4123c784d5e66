import type { Language } from '#platform/language.js';
import type { Tenant } from '#tenancy/scope.js';
import { listedText } from '../access/find-listing.js';
import type { OrderState } from '../orders/types.js';
import { nameFaultOf, type Named } from '../people/name-fault.js';
import type { SettingValues } from '../settings/catalog.js';
import { valuesOf } from '../settings/values.js';
import { referenceOf } from './find-charge.js';

/**
 * Why money must not be taken: paid already, ended, of another person, of another sum, none of ours, or from somebody whom the
 * bot does not serve, or who must change their name first.
 */
export type CheckoutRefusal = 'amount' | 'barred' | 'foreign' | 'name' | 'over' | 'paid' | 'unknown';

/** What somebody is about to pay inside Telegram. */
export interface CheckoutClaim {
  /** Telegram id of who pays. */
  readonly payerId: string;
  /** What their account is called now. */
  readonly payer: Named;
  readonly currency: string;
  readonly amount: number;
  /** Our name of the payment, as the invoice carries it. */
  readonly payload: string;
}

/** undefined: it may be paid. */
export interface CheckoutVerdict {
  readonly refusal: CheckoutRefusal | undefined;
  readonly language: { readonly ofPerson: Language | null; readonly ofBot: Language };
}

interface Row {
  readonly bot_language: Language;
  readonly language: Language | null;
  readonly status: string | null;
  readonly is_over: boolean | null;
  readonly is_own: boolean | null;
  readonly is_sum: boolean | null;
  readonly is_barred: boolean | null;
  /** Are they on the bot's black list? */
  readonly is_listed: boolean | null;
  /** Do they run the bot? */
  readonly is_admin: boolean;
  /** The settings that gates go by. */
  readonly stored: Readonly<Record<string, unknown>> | null;
  /** Where the order stands that is paid; null: a top-up. */
  readonly order_state: OrderState | null;
}

const find = `
  select b.default_language as bot_language, u.language, p.status, coalesce(p.expires_at < now(), false) as is_over,
    p.user_id = u.id as is_own, p.currency = $4 and p.currency_amount = $5 as is_sum, u.status <> 'active' as is_barred,
    ${listedText('u')} as is_listed, exists (select from bot_admins where bot_id = $1 and telegram_id = $2) as is_admin,
    (select jsonb_object_agg(config_key, config_value) from bot_configurations
      where bot_id = $1 and config_key in ('blacklist_enabled', 'name_filter', 'name_filter_words')) as stored,
    (select o.state from orders o where o.bot_id = $1
      and o.id = case when p.purchase->>'order_id' ~ '^[0-9]{1,18}$' then (p.purchase->>'order_id')::bigint end
    ) as order_state
  from bots b
  left join users u on u.bot_id = $1 and u.telegram_id = $2
  left join gateway_payments p on p.bot_id = $1 and p.reference = $3 and p.gateway = 'telegram_stars'
  where b.id = $1`;

/** May a payment be paid now, by this person and with this sum? One look at the tables; undefined when the bot is gone. */
export async function judgeCheckout(
  tenant: Tenant,
  { payerId, payer, currency, amount, payload }: CheckoutClaim,
): Promise<CheckoutVerdict | undefined> {
  const values = [tenant.botId, payerId, referenceOf(payload) ?? '', currency, amount];
  const [row] = await tenant.db((tx) => tx.sql<Row>(find, values));
  if (!row) return undefined;
  const refusal = refusalOf(row) ?? gateOf(row, payer, valuesOf(tenant.botId, row.stored ?? {}));
  return { refusal, language: { ofPerson: row.language, ofBot: row.bot_language } };
}

/** Who buys nothing, though the payment could be paid; who runs the bot may have any name. */
function gateOf(row: Row, payer: Named, values: SettingValues): CheckoutRefusal | undefined {
  if (values.blacklist_enabled && row.is_listed) return 'barred';
  return !row.is_admin && nameFaultOf(payer, values) ? 'name' : undefined;
}

const openStates: readonly OrderState[] = ['draft', 'waiting'];

function refusalOf(row: Row): CheckoutRefusal | undefined {
  if (row.status === null) return 'unknown';
  if (!row.is_own) return 'foreign';
  if (row.is_barred) return 'barred';
  if (row.status === 'paid' || row.status === 'held' || row.order_state === 'paid') return 'paid';
  if (row.order_state !== null && !openStates.includes(row.order_state)) return 'over';
  if (row.status !== 'pending' || row.is_over) return 'over';
  return row.is_sum ? undefined : 'amount';
}
