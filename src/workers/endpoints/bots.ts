import { isDeepStrictEqual } from 'node:util';
import { Op } from 'sequelize';
import { masterOnlyBotFields, type botEndpoints } from '#api/bots.js';
import { enqueue } from '#jobs/enqueue.js';
import { BotConnection } from '#models/bot-connection.js';
import { Bot } from '#models/bot.js';
import { isMaster } from '#services/access/actor.js';
import { rotateFirstToken } from '#services/access/api-tokens.js';
import { botTopics } from '#services/settings/bot-topics.js';
import { prepareDeletion, removeBot, switchBot, takeTelegramToken } from '#services/bots/change-bot.js';
import { insertBot } from '#services/onboarding/create-bot.js';
import { identifyBot, telegramDoor } from '#services/bots/identify-bot.js';
import { testBot } from '#services/onboarding/test-bot.js';
import { noteStanding } from '#services/money/wallet-standing.js';
import { applyFeatureTemplate } from '#services/features/apply-feature-template.js';
import { listGatewayChecks } from '#services/payments/check-gateways.js';
import { copySettings } from '#services/settings/copy-settings.js';
import { tenantOf, type Tenant, type Tx } from '#tenancy/scope.js';
import { gatewayMeansOf } from '../gateway-means.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Call, HandlersOf } from './handler.js';
import { contains, readPage } from './page.js';
import { present, presentBot, presentBots, type BotView } from './present-bot.js';
import { publishSoon } from './publish-soon.js';
import { refuse } from './refuse.js';

type Handlers = HandlersOf<typeof botEndpoints>;

/** The bots of the fleet. */
export const botHandlers = (deps: WorkerDeps): Handlers => ({
  'bots.activate': (tx, call) => switchOver(tx, call, true),
  'bots.create': createBot(deps),
  'bots.deactivate': (tx, call) => switchOver(tx, call, false),
  'bots.delete': deleteBot(deps),
  'bots.get': async (tenant) => presentBot(await findBot(tenant.botId)),
  'bots.list': async (_, { query }) => {
    const { is_active: isActive, search } = query;
    const { rows, next_cursor } = await readPage(Bot, query, {
      ...(isActive !== undefined && { isActive }),
      ...(search !== undefined && { [Op.or]: [{ name: contains(search) }, { username: contains(search) }] }),
    });
    return { items: await presentBots(rows), next_cursor };
  },
  'bots.replace-telegram-token': replaceTelegramToken(deps),
  'bots.rotate-token': async (tenant, tx, call) => {
    const apiToken = await rotateFirstToken(tenant, tx);
    publishSoon(deps, tx, tenant);
    call.note({ subject: `bot ${tenant.botId}` });
    return { bot: await presentBot(await findBot(tenant.botId)), api_token: apiToken };
  },
  'bots.test': checkBot(deps),
  'bots.update': updateBot,
});

/** The row as the open transaction sees it. Refuses an unknown one. */
async function findBot(botId: string, lock = false): Promise<Bot> {
  const bot = await Bot.findByPk(botId, lock ? { lock: 'NO KEY UPDATE' as never } : {});
  return bot ?? refuse('bot.unknown');
}

async function switchOver(
  tx: Tx,
  { params, note }: Pick<Call, 'note'> & { readonly params: { readonly bot_id: string } },
  isActive: boolean,
): Promise<BotView> {
  const { bot_id: botId } = params;
  const before = await findBot(botId, true);
  if (before.isActive !== isActive) await switchBot(tx, botId, isActive);
  note({
    botId,
    subject: `bot ${botId}`,
    before: { is_active: before.isActive },
    after: { is_active: isActive },
  });
  return presentBot(await before.reload());
}

const createBot = (deps: WorkerDeps): Handlers['bots.create'] => ({
  ask: async ({ body, actor, note }) => {
    const me = await identifyBot(telegramDoor(deps.jobs, deps.env), body.telegram_token);
    const wish = {
      telegramToken: body.telegram_token,
      ...(body.name !== undefined && { name: body.name }),
      ...(body.default_language && { defaultLanguage: body.default_language }),
      ...(body.owner_telegram_ids && { ownerIds: [...new Set(body.owner_telegram_ids)] }),
      actor,
    };
    return async (tx) => {
      const { botId, apiToken } = await insertBot(tx, wish, { me, vault: deps.vault });
      const master = await Bot.findOne({ where: { isMaster: true } });
      publishSoon(deps, tx, tenantOf(botId));
      if (master) await copySettings(tx, { from: master.id, to: botId, which: 'open', actor });
      await applyFeatureTemplate(tx, { botId, template: body.feature_template, actor });
      const bot = await presentBot(await findBot(botId));
      note({ botId, subject: `bot ${botId}`, after: bot });
      return { bot, api_token: apiToken };
    };
  },
});

const deleteBot = ({ vault, env, jobs }: WorkerDeps): Handlers['bots.delete'] => ({
  ask: async ({ params, query, note }) => {
    const { bot_id: botId } = params;
    const { confirm } = query;
    await prepareDeletion(botId, confirm, { vault, door: telegramDoor(jobs, env) });
    return async (tx) => {
      const before = await presentBot(await findBot(botId));
      await removeBot(tx, botId, confirm);
      note({ botId, subject: `bot ${botId}`, before });
      return undefined;
    };
  },
});

const replaceTelegramToken = ({ vault, env, jobs }: WorkerDeps): Handlers['bots.replace-telegram-token'] => ({
  ask: async ({ botId }, { body, actor, note }) => {
    if (body.force && !isMaster(actor))
      refuse('field.master_only', { faults: [{ field: 'body.force', message: 'master token only' }] });
    const me = await identifyBot(
      telegramDoor(jobs, env),
      body.telegram_token,
      isMaster(actor) ? undefined : botId,
    );
    return async (tx) => {
      const before = await findBot(botId, true);
      const was = { telegram_bot_id: before.telegramBotId, username: before.username };
      const token = { token: body.telegram_token, me, vault, isForced: body.force };
      await takeTelegramToken(tx, botId, token);
      note({
        subject: `bot ${botId}`,
        before: was,
        after: { telegram_bot_id: me.id, username: me.username, is_new: true },
      });
      return presentBot(await before.reload());
    };
  },
});

const checkBot = (deps: WorkerDeps): Handlers['bots.test'] => ({
  ask: async (tenant) => {
    const { vault, env, jobs, snapshots } = deps;
    const { bot, noted } = await tenant.db(async () => ({
      bot: await findBot(tenant.botId),
      noted: await BotConnection.findByPk(tenant.botId),
    }));
    const connection = {
      connectedAt: noted?.webhookSetAt ?? null,
      lastError: noted?.lastError ?? null,
      lastErrorAt: noted?.lastErrorAt ?? null,
    };
    const { isActive, adminChatId, notificationGroupId, telegramBotId } = bot;
    await snapshots.forget(tenant.botId); // What was changed a moment ago is what is tested.
    const snapshot = await snapshots.read(tenant);
    const topics = snapshot ? botTopics(snapshot.settings) : [];
    const webhookUrl = env.updateMode === 'webhook' ? `${env.publicUrl}/telegram/${bot.id}` : undefined;
    const more = snapshot
      ? listGatewayChecks(tenant, { features: snapshot.features, means: gatewayMeansOf(deps) })
      : [];
    const checks = await testBot(
      {
        ...{ botId: bot.id, isActive, adminChatId, notificationGroupId, telegramBotId },
        ...{ connection, topics, webhookUrl },
      },
      { door: telegramDoor(jobs, env), token: vault.decrypt(bot.telegramBotToken, telegramBotId), more },
    );
    return async () => ({ ok: checks.every(({ ok }) => ok), checks });
  },
});

type Update = Extract<Handlers['bots.update'], (...args: never[]) => unknown>;

async function updateBot(...[tenant, tx, call]: Parameters<Update>): Promise<BotView> {
  const { body, actor, note, requireMatch } = call;
  const kept = masterOnlyBotFields.filter((field) => body[field] !== undefined);
  if (kept.length && !isMaster(actor))
    refuse('field.master_only', {
      faults: kept.map((field) => ({ field: `body.${field}`, message: 'master token only' })),
    });
  const bot = await findBot(tenant.botId, true);
  const before = await presentBot(bot);
  requireMatch('bots.get', before);
  await bot.update(changesOf(body));
  await noteStanding(tenant, tx);
  const after = present(bot, before.is_token_revoked);
  await announce(tenant, before, after);
  note({ subject: `bot ${tenant.botId}`, ...different(before, after) });
  return after;
}

/** What the tenant pays the fleet, and what its wallet must hold for it. */
const billingFields = [
  'auto_suspend_on_low_balance',
  'billing_model',
  'min_wallet_balance_toman',
  'traffic_rate_toman',
] as const;

/** The directory hears of what differs; command menus at Telegram follow the default language alone. */
async function announce(tenant: Tenant, before: BotView, after: BotView): Promise<void> {
  if (isDeepStrictEqual(before, after)) return;
  await enqueue(tenant, 'bot.publish', {});
  if (before.default_language !== after.default_language) await enqueue(tenant, 'bot.connect', {});
  // What waits for the wallet may be bought by other terms than before.
  if (billingFields.some((field) => before[field] !== after[field]))
    await enqueue(tenant, 'orders.resume', {});
}

type Body = Parameters<Update>[2]['body'];

/** Fields of the contract as attributes of the row. */
const changesOf = (body: Body): Partial<Bot> =>
  Object.fromEntries(
    Object.entries(body).map(([field, value]) => [
      field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

/** The fields in which two views differ. */
function different<V extends object>(before: V, after: V): { before: Partial<V>; after: Partial<V> } {
  const names = (Object.keys(after) as (keyof V)[]).filter((name) => before[name] !== after[name]);
  const pick = (view: V) => Object.fromEntries(names.map((name) => [name, view[name]])) as Partial<V>;
  return { before: pick(before), after: pick(after) };
}
