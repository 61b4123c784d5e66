import { z } from 'zod';
import { billingModel, botView } from './bot-view.js';
import { botEndpoint, fleetEndpoint } from './endpoint.js';
import {
  chatId,
  id,
  language,
  pageOf,
  pageQuery,
  queryFlag,
  sortBy,
  telegramId,
  text,
  toman,
} from './schemas.js';

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
    bot: botView,
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
    output: botView,
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
    output: botView,
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
    output: botView,
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
    output: pageOf(botView),
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
    output: botView,
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
    output: botView,
    etag: 'checks',
    summary: 'Change a bot',
    description: `Fields that are left out stay as they are. ${masterOnlyBotFields.join(', ')}: master token only.`,
    errors: ['field.master_only'],
  }),
} as const;
