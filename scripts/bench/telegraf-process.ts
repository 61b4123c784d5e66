import http from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { Telegraf } from 'telegraf';
import type { InlineKeyboardButton } from 'telegraf/types';
import { firstLanguageChoice } from '#bot/areas/registration/screens/language-choice.js';
import { languages } from '#platform/language.js';
import { admitUpdate } from '#services/people/admit-update.js';
import { saveConversation } from '#services/people/save-conversation.js';
import { tenantOf, type Tx } from '#tenancy/scope.js';

/**
 * What people would pick instead: one telegraf bot behind its own webhook, the statements of our update's transaction
 * over a plain pool of pg, prepared, and `ctx.reply`, all in one process. No queue, so no outbox either; no order in a
 * chat, no limits, no second try.
 */
const [databaseUrl = '', , apiRoot = '', , botId = '', token = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
const tenant = tenantOf(botId);
const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? `s${names.size}`;
  names.set(text, name);
  return name;
}

/** The statements go one after the other, as most people write them. */
async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const last: (() => Promise<unknown>)[] = [];
  const sql = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> => {
    const { rows } = await client.query({ name: nameOf(text), text, values: values as unknown[] });
    return rows as Row[];
  };
  const tx: Tx = {
    sql,
    withCommit: (text, values) => void last.push(() => sql(text, values)),
    joinCommit: (text, values) => void last.push(() => sql(text, values)),
    beforeCommit: () => undefined,
    afterCommit: () => undefined,
  };
  try {
    await client.query('begin');
    const result = await work(tx);
    for (const statement of last) await statement();
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

const bot = new Telegraf(token, { telegram: { apiRoot } });
bot.start(async (ctx) => {
  const { update, from } = ctx;
  const chatId = String(ctx.chat.id);
  const profile = {
    telegramId: String(from.id),
    username: from.username ?? null,
    firstName: from.first_name,
    lastName: from.last_name ?? null,
  };
  const person = await inTransaction(async (tx) => {
    const admission = await admitUpdate(tenant, tx, {
      updateId: update.update_id,
      chatId,
      profile,
      language: 'en',
    });
    if (!admission) return undefined;
    const conversation = { state: 'registration.language', data: {} };
    saveConversation(tenant, tx, { chatId, userId: admission.person.id, conversation });
    return admission.person;
  });
  if (!person) return;
  const { text, keyboard = [] } = firstLanguageChoice(languages, person.language);
  await ctx.reply(text, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    reply_markup: { inline_keyboard: keyboard.map((row) => [...row]) as InlineKeyboardButton[][] },
  });
});

// Its type wants a body that is parsed already or absent; Node's request has none.
const handle = bot.webhookCallback('/') as http.RequestListener;
const server = http.createServer({ keepAliveTimeout: 600_000 }, handle);
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
