import { z } from 'zod';
import { id, language, shownBytes, shownTelegramId, shownToman, time } from './schemas.js';

/** What a tenant pays the fleet for. */
export const billingModel = z.enum(['none', 'traffic_consumption', 'subscription_sale', 'hybrid']).meta({
  description:
    'What the tenant pays the fleet for, by the gigabyte: nothing (`none`), the traffic that it sells (`subscription_sale`), the traffic that its people consume (`traffic_consumption`), or each of them (`hybrid`). A change counts for what is sold and consumed from then on',
});

/** A bot as programs are shown it. */
export const botView = z
  .object({
    id,
    name: z.string().meta({ description: 'Name for operators; people never see it' }),
    username: z.string().nullable().meta({ description: 'Telegram @name without @' }),
    telegram_bot_id: shownTelegramId,
    is_master: z.boolean(),
    is_active: z.boolean().meta({ description: 'Does it take updates?' }),
    is_token_revoked: z.boolean().meta({ description: 'Did Telegram refuse its token?' }),
    default_language: language,
    support_username: z.string().nullable(),
    admin_chat_id: shownTelegramId.nullable(),
    admin_topic_id: shownTelegramId.nullable(),
    card_receipt_topic_id: shownTelegramId.nullable(),
    notification_group_id: shownTelegramId.nullable().meta({
      description: 'Where sales, trials, refunds and servers are told instead of in the chat of the admins',
    }),
    notification_topic_id: shownTelegramId.nullable().meta({ description: 'Forum topic in that group' }),
    card_to_card_enabled: z
      .boolean()
      .meta({ description: 'Half of the switch of payments from card to card; the other is the feature' }),
    zarinpal_enabled: z
      .boolean()
      .meta({ description: 'Half of the switch; the other is the feature `zarinpal`' }),
    zarinpal_sandbox: z.boolean().meta({ description: 'Is it asked in its sandbox, where no money moves?' }),
    zarinpal_merchant_tail: z.string().nullable().meta({
      description: 'Last four characters of the merchant id, which is never returned; null: none is set',
    }),
    wallet_balance_toman: shownToman,
    traffic_consumed_bytes: shownBytes,
    traffic_sold_bytes: shownBytes,
    billing_model: billingModel,
    traffic_rate_toman: shownToman.meta({ description: 'Price of a gigabyte for the tenant, in toman' }),
    min_wallet_balance_toman: shownToman,
    auto_suspend_on_low_balance: z.boolean(),
    created_by: shownTelegramId.nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Bot', description: 'A bot of the fleet' });
