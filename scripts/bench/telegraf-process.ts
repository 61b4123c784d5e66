import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Telegraf } from 'telegraf';
import type { InlineKeyboardButton, Update, User } from 'telegraf/types';
import type { Screen } from '#bot/screen.js';
import { tenantOf } from '#tenancy/scope.js';
import { makeScreens, meetPerson } from './meet-person.js';
import type { Deed } from './people.js';
import { openPlainDatabase } from './plain-database.js';

/**
 * What people would pick instead: one telegraf bot behind its own webhook, the statements of our update's transaction
 * over a plain pool of pg, prepared, and `ctx.reply`, all in one process. No queue, so no outbox either; no order in a
 * chat, no limits, no second try.
 */
const [databaseUrl = '', , apiRoot = '', , botId = '', token = ''] = process.argv.slice(2);
const database = openPlainDatabase(databaseUrl);
const tenant = tenantOf(botId);
const screens = makeScreens();
const bot = new Telegraf(token, { telegram: { apiRoot } });

const meet = (update: Update, from: User, deed: Deed): Promise<boolean> =>
  database.transaction((tx) =>
    meetPerson(tenant, tx, { deed, updateId: update.update_id, chatId: String(from.id), from }),
  );

const extraOf = ({ keyboard = [] }: Screen) => ({
  parse_mode: 'HTML' as const,
  link_preview_options: { is_disabled: true },
  reply_markup: { inline_keyboard: keyboard.map((row) => [...row]) as InlineKeyboardButton[][] },
});

bot.start(async (ctx) => {
  if (await meet(ctx.update, ctx.from, 'start')) await ctx.reply(screens.start.text, extraOf(screens.start));
});
bot.help(async (ctx) => {
  if (await meet(ctx.update, ctx.from, 'command'))
    await ctx.reply(screens.command.text, extraOf(screens.command));
});
bot.action('profile', async (ctx) => {
  if (!(await meet(ctx.update, ctx.from, 'tap'))) return;
  await ctx.editMessageText(screens.tap.text, extraOf(screens.tap));
  await ctx.answerCbQuery();
});

// Its type wants a body that is parsed already or absent; Node's request has none.
const handle = bot.webhookCallback('/') as http.RequestListener;
const server = http.createServer({ keepAliveTimeout: 600_000 }, handle);
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
