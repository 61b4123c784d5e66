import { z } from 'zod';
import { botEndpoint, fleetEndpoint } from './endpoint.js';
import {
  chatId,
  id,
  language,
  pageOf,
  pageQuery,
  queryFlag,
  sortBy,
  shownBytes,
  shownTelegramId,
  shownToman,
  telegramId,
  text,
  time,
  toman,
} from './schemas.js';

const billingModel = z.enum(['none', 'traffic_consumption', 'subscription_sale', 'hybrid']).meta({
  description:
    'What the tenant pays the fleet for, by the gigabyte: nothing (`none`), the traffic that it sells (`subscription_sale`), the traffic that its people consume (`traffic_consumption`), or each of them (`hybrid`). A change counts for what is sold and consumed from then on',
});
const telegramToken = z
  .string()
  .regex(/^\d{6,12}:[A-Za-z0-9_-]{30,50}$/, 'is not a token as BotFather gives it (123456789:AA…)')
  .meta({
    description: 'Token from BotFather; it is stored encrypted and never returned',
    format: 'password',
  });
const username = z
  .string()
  .regex(/^@?\w{4,32}$/, 'must be a Telegram @name')
  .transform((name) => name.replace(/^@/, ''));

const bot = z
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

/** Every field of a bot that its operators may set. */
export const settableBotFields = z.strictObject({
  name: text(100),
  default_language: language,
  support_username: username.nullable(),
  admin_chat_id: chatId.nullable(),
  admin_topic_id: telegramId.nullable(),
  notification_group_id: chatId.nullable(),
  notification_topic_id: telegramId.nullable(),
  card_to_card_enabled: z.boolean(),
  card_receipt_topic_id: telegramId.nullable(),
  zarinpal_enabled: z.boolean(),
  zarinpal_sandbox: z.boolean(),
  zarinpal_merchant_id: z
    .guid('must be the merchant id that Zarinpal gave')
    .nullable()
    .meta({ description: 'Write-only' }),
  billing_model: billingModel,
  traffic_rate_toman: toman,
  min_wallet_balance_toman: toman,
  auto_suspend_on_low_balance: z.boolean(),
});

const change = settableBotFields
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, 'must name at least one field');

/** Fields of a bot that its tenant may not set. */
export const masterOnlyBotFields = [
  'name',
  'billing_model',
  'traffic_rate_toman',
  'min_wallet_balance_toman',
  'auto_suspend_on_low_balance',
] as const;

const created = z
  .object({
    bot,
    api_token: z
      .string()
      .meta({ description: 'Shown this once; only its SHA-256 is kept', format: 'password' }),
  })
  .meta({ id: 'BotWithToken', description: 'A bot and its own API token' });

const check = z.object({
  name: z
    .string()
    .meta({ description: 'What was looked at', examples: ['telegram_token', 'webhook', 'admin_chat'] }),
  ok: z.boolean(),
  detail: z.string().meta({ description: 'What was found, in a line' }),
});

/** The bots of the fleet. */
export const botEndpoints = {
  'bots.activate': fleetEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/activate',
    access: 'master',
    params: z.object({ bot_id: id }),
    output: bot,
    summary: 'Switch a bot on',
    description: 'It takes updates within two seconds. Doing it twice is doing it once.',
    errors: ['bot.unknown'],
  }),
  'bots.create': fleetEndpoint({
    method: 'POST',
    path: '/bots',
    access: 'master',
    body: z.strictObject({
      telegram_token: telegramToken,
      name: text(100).optional().meta({ description: "Left out: the bot's own name in Telegram" }),
      default_language: language.optional(),
      owner_telegram_ids: z.array(telegramId).max(20).optional(),
      feature_template: z
        .enum(['complete', 'minimal', 'standard'])
        .default('standard')
        .meta({ description: 'Which features are on at first' }),
    }),
    output: created,
    status: 201,
    location: '/bots/{bot.id}',
    summary: 'Add a bot to the fleet',
    description:
      'Telegram is asked whose token it is (getMe). The configuration of the master bot is copied, without secrets and without what a bot has of its own; so what the operator allows its bots, such as the servers that they may sell, holds for this one too. Its features follow the template.',
    errors: ['bot.exists', 'telegram.refused'],
  }),
  'bots.deactivate': fleetEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/deactivate',
    access: 'master',
    params: z.object({ bot_id: id }),
    output: bot,
    summary: 'Switch a bot off',
    description:
      'The soft form of deleting: its rows stay, it takes no updates from two seconds on, jobs at work finish.',
    errors: ['bot.unknown', 'bot.is_master'],
  }),
  'bots.delete': fleetEndpoint({
    method: 'DELETE',
    path: '/bots/{bot_id}',
    access: 'master',
    params: z.object({ bot_id: id }),
    query: z.object({ confirm: z.string().min(1).max(100).meta({ description: 'The name of the bot' }) }),
    summary: 'Delete a bot with all its rows',
    description: 'There is no way back.',
    errors: ['bot.unknown', 'bot.is_master', 'bot.name_mismatch'],
  }),
  'bots.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}',
    access: 'tenant',
    output: bot,
    etag: 'gives',
    summary: 'Read a bot',
  }),
  'bots.list': fleetEndpoint({
    method: 'GET',
    path: '/bots',
    access: 'master',
    query: z.object({
      ...pageQuery,
      is_active: queryFlag.optional(),
      search: text(100).optional().meta({ description: 'Part of the name or of the Telegram @name' }),
      sort: sortBy('id', 'name', 'wallet_balance_toman'),
    }),
    output: pageOf(bot),
    summary: 'List the bots',
    errors: ['cursor.invalid'],
  }),
  'bots.replace-telegram-token': botEndpoint({
    method: 'PUT',
    path: '/bots/{bot_id}/telegram-token',
    access: 'tenant',
    body: z.strictObject({
      telegram_token: telegramToken,
      force: z
        .boolean()
        .default(false)
        .meta({ description: 'Take the token of another Telegram bot too (master token only)' }),
    }),
    output: bot,
    summary: 'Give a bot a new Telegram token',
    description:
      "After BotFather's /revoke. The token must be of the same Telegram bot, unless forced: then people talk to another bot, which has all rows of this one. What the bot before had sent it can neither change nor answer to, what was said to that one and not handled yet is dropped, and tickets, receipts and payouts that wait are shown anew within half a minute.",
    errors: ['bot.exists', 'bot.other_bot', 'field.master_only', 'telegram.refused'],
  }),
  'bots.rotate-token': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/rotate-token',
    access: 'tenant',
    output: created,
    summary: "Replace a bot's first API token",
    description: 'The old one ends within a second. Named tokens stay as they are.',
  }),
  'bots.test': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/test',
    access: 'tenant',
    output: z.object({
      ok: z.boolean().meta({ description: 'Is everything well?' }),
      checks: z.array(check),
    }),
    summary: 'Check that a bot works',
    description:
      'Its token (getMe), its webhook, whether it reaches the chat of its admins, and what was noted when it was last connected. Nothing is changed.',
  }),
  'bots.update': botEndpoint({
    method: 'PUT',
    path: '/bots/{bot_id}',
    access: 'tenant',
    body: change,
    output: bot,
    etag: 'checks',
    summary: 'Change a bot',
    description: `Fields that are left out stay as they are. ${masterOnlyBotFields.join(', ')}: master token only.`,
    errors: ['field.master_only'],
  }),
} as const;
