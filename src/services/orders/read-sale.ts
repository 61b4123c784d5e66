import type { Language } from '#platform/language.js';
import { isLanguage } from '#platform/language.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { OrderState, Quote, Wish } from './types.js';

/** An order with its buyer, as notices tell of it. */
export interface SaleFacts {
  readonly orderId: string;
  readonly state: OrderState;
  readonly wish: Wish;
  readonly quote: Quote;
  readonly subscriptionId: string | null;
  readonly refundReason: string | null;
  /** Was the subscription a trial before the sale? */
  readonly wasTrial: boolean;
  readonly buyer: {
    readonly telegramId: string;
    readonly username: string | null;
    readonly firstName: string;
    readonly lastName: string | null;
    readonly language: Language;
  };
}

interface Row {
  readonly state: OrderState;
  readonly wish: Wish;
  readonly quote: Quote;
  readonly subscription_id: string | null;
  readonly refund_reason: string | null;
  readonly was_trial: boolean | null;
  readonly telegram_id: string;
  readonly username: string | null;
  readonly first_name: string;
  readonly last_name: string | null;
  readonly language: string;
}

const text = `
  select sold.state, sold.wish, sold.quote, sold.subscription_id::text, sold.refund_reason,
    (sold.before ->> 'isTrial')::boolean as was_trial,
    buyer.telegram_id::text, buyer.username, buyer.first_name, buyer.last_name, buyer.language
  from orders as sold join users as buyer on buyer.bot_id = $1 and buyer.id = sold.user_id
  where sold.bot_id = $1 and sold.id = $2`;

/** An order with its buyer; undefined when there is none of that number any more. */
export async function readSale(tenant: Tenant, tx: Tx, orderId: string): Promise<SaleFacts | undefined> {
  const [row] = await tx.sql<Row>(text, [tenant.botId, orderId]);
  if (!row) return undefined;
  const { state, wish, quote, username } = row;
  return {
    orderId,
    state,
    wish,
    quote,
    subscriptionId: row.subscription_id,
    refundReason: row.refund_reason,
    wasTrial: row.was_trial ?? false,
    buyer: {
      telegramId: row.telegram_id,
      username,
      firstName: row.first_name,
      lastName: row.last_name,
      language: isLanguage(row.language) ? row.language : 'fa',
    },
  };
}
