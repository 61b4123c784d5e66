import { operator } from '#services/access/actor.js';
import { ensureMasterToken } from '#services/access/ensure-master-token.js';
import * as operators from '#services/access/operator-tokens.js';
import { deleteBot, renameBot, replaceBotToken, setBotActive } from '#services/bots/change-bot.js';
import { createBot } from '#services/onboarding/create-bot.js';
import { ensureMasterBot } from '#services/onboarding/ensure-master-bot.js';
import { telegramDoor } from '#services/bots/identify-bot.js';
import { isBotOn } from '#services/bots/is-bot-on.js';
import { keepDirectory, publishBot } from '#services/bots/publish-bot.js';
import { applyFeatureTemplate } from '#services/features/apply-feature-template.js';
import { changeFeatureIn } from '#services/features/change-feature.js';
import { listFeatures } from '#services/features/list-features.js';
import { admitUpdate } from '#services/people/admit-update.js';
import { checkChannel } from '#services/people/check-channel.js';
import { completeRegistration } from '#services/people/complete-registration.js';
import { markReachable } from '#services/people/mark-reachable.js';
import { markUnreachable } from '#services/people/mark-unreachable.js';
import { markUpdate } from '#services/people/mark-update.js';
import { recognizeStartPayload } from '#services/people/recognize-start-payload.js';
import { saveConversation } from '#services/people/save-conversation.js';
import * as person from '#services/people/update-person.js';
import { changeSettings } from '#services/settings/change-settings.js';
import { copySettings } from '#services/settings/copy-settings.js';
import { listChanges, listSettings } from '#services/settings/list-settings.js';
import { followChat, moveChat } from '#services/settings/move-chat.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import { asFleet, tenantOf, type Tx } from '#tenancy/scope.js';
import { accessBot } from '../../../src/workers/bot-access.js';
import { makeHandlers } from '../../../src/workers/handlers/index.js';
import { sweepConversations } from '../../../src/workers/sweep-conversations.js';
import type { WorkerDeps } from '../../../src/workers/worker-deps.js';
import { uniqueNumber } from '../../factories/unique.js';
import type { OwnDatabase } from '../servers/own-database.js';
import { adminQueryPaths } from './admin.js';
import { agreementQueryPaths } from './agreements.js';
import { botQueryPaths } from './bots.js';
import { cardPaymentQueryPaths } from './card-payments.js';
import { billingQueryPaths } from './billing.js';
import { expiryQueryPaths } from './expiry.js';
import { maintenanceQueryPaths } from './maintenance.js';
import { menuQueryPaths } from './menus.js';
import { noticeQueryPaths } from './notices.js';
import { orderQueryPaths } from './orders.js';
import { panelQueryPaths } from './panel.js';
import { paymentQueryPaths } from './payments.js';
import { pageQueryPaths } from './pages.js';
import { outboxQueryPaths } from './outbox.js';
import { receiptQueryPaths } from './receipts.js';
import { peopleQueryPaths, tendedPeopleQueryPaths } from './people.js';
import { reportQueryPaths } from './reports.js';
import { resourceQueryPaths } from './resources.js';
import { storeQueryPaths } from './stores.js';
import { ticketQueryPaths } from './tickets.js';
import { snapshotNow } from '../snapshots.js';

/** What the registered ways run with: a filled database, workers' means, and a token of a bot at Telegram. */
export interface Means {
  readonly deps: WorkerDeps;
  readonly database: OwnDatabase;
  readonly newToken: () => string;
  /** Lets Telegram refuse the next call of a method. */
  readonly refuseNext: (token: string, method: string) => void;
}

/** A file with SQL: how to make it send every statement it has, and which tables it may walk from end to end. */
export interface QueryPath {
  readonly run: (means: Means) => Promise<unknown>;
  /** Table → why reading all of it is the job. */
  readonly walks?: Readonly<Record<string, string>>;
  /** What a statement may cost where that is more than usual, and why. */
  readonly most?: { readonly cost: number; readonly why: string };
  /** Start of a statement that is not looked at → why. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

const tenant = tenantOf('1');
const wholeFleet = 'it compares or publishes every bot of the fleet';
const profileOf = (telegramId: string) => ({ telegramId, username: null, firstName: 'New', lastName: null });
const admissionOf = (telegramId: string) => ({
  updateId: uniqueNumber(),
  chatId: telegramId,
  profile: profileOf(telegramId),
  language: 'fa' as const,
});

async function admitted(
  work: (tx: Tx, found: Parameters<typeof person.revivePerson>[2]) => Promise<unknown>,
) {
  await tenant.db(async (tx) => {
    const admission = await admitUpdate(tenant, tx, admissionOf('77'));
    if (!admission) throw new Error('the update was admitted before');
    await work(tx, admission.person);
  });
}

const meansOf = ({ deps }: Means) => ({ vault: deps.vault, door: telegramDoor(deps.jobs, deps.env) });

/**
 * Every file of `src` that holds SQL. To add one: a line here that makes it send all its statements; the test compares
 * the list with the source tree.
 */
export const queryPaths: Readonly<Record<string, QueryPath>> = {
  // The first: they want the outbox as it was filled, and a queue of bots with room; others order jobs.
  ...outboxQueryPaths,
  'src/workers/handlers/fleet-connect-bots.ts': {
    walks: { bots: wholeFleet, bot_connections: wholeFleet },
    run: ({ deps }) => makeHandlers(deps)['fleet.connect-bots'].run(undefined, {}, again),
  },
  ...adminQueryPaths,
  ...agreementQueryPaths,
  ...billingQueryPaths,
  ...botQueryPaths,
  ...expiryQueryPaths,
  ...maintenanceQueryPaths,
  ...menuQueryPaths,
  ...noticeQueryPaths,
  ...pageQueryPaths,
  ...peopleQueryPaths,
  ...receiptQueryPaths,
  ...reportQueryPaths,
  ...resourceQueryPaths,
  ...ticketQueryPaths,
  'src/services/people/admit-update.ts': {
    run: async () => {
      await tenant.db((tx) => admitUpdate(tenant, tx, admissionOf('77')));
      await tenant.db((tx) => admitUpdate(tenant, tx, admissionOf(String(uniqueNumber()))));
      const codes = ['code77', 'code78', `code${uniqueNumber()}`];
      const taken = { ...admissionOf(String(uniqueNumber())), newCode: () => codes.shift() ?? '' };
      await tenant.db((tx) => admitUpdate(tenant, tx, taken));
    },
  },
  'src/services/access/operator-tokens.ts': {
    run: async ({ deps }) => {
      await operators.addOperatorToken(deps.jobs, { name: 'plans' });
      await operators.listOperatorTokens();
      await operators.republishOperatorTokens(deps.jobs);
      await operators.revokeOperatorToken(deps.jobs, 'plans');
    },
  },
  'src/services/features/apply-feature-template.ts': {
    run: () =>
      asFleet('test', (tx) =>
        applyFeatureTemplate(tx, { botId: '3', template: 'standard', actor: operator }),
      ),
  },
  'src/services/features/change-feature.ts': {
    run: async () => {
      for (const change of [{ enabled: 'toggle' }, { unset: true }] as const)
        await tenant.db((tx) => changeFeatureIn(tenant, tx, { key: 'auto_renewal', change }, operator));
    },
  },
  'src/services/settings/change-settings.ts': {
    run: async ({ deps: { vault } }) => {
      const means = { actor: operator, vault };
      await changeSettings(tenant, [{ key: 'rules_text', merge: { en: 'Be kind.' } }], means);
      await changeSettings(tenant, [{ key: 'rules_text', unset: true }], means);
    },
  },
  'src/services/bots/change-bot.ts': {
    run: async (means) => {
      const token = means.newToken();
      const { botId, name } = await createBot({ telegramToken: token }, meansOf(means));
      await setBotActive(botId, false);
      await renameBot(botId, 'Another name');
      await renameBot(botId, name);
      await replaceBotToken(botId, token, meansOf(means));
      await deleteBot(botId, name, meansOf(means));
    },
  },
  'src/services/people/check-channel.ts': {
    run: async () => {
      const { settings } = await snapshotNow(tenant);
      const values = { ...settings.values, channel_required: true, channel_id: '@a_channel' };
      const ask = () => Promise.reject(new Error('an admin is not asked for'));
      await checkChannel(tenant, { settings: values, telegramId: '501', ask });
    },
  },
  'src/services/people/complete-registration.ts': {
    run: async ({ database }) => {
      await database.query('update users set registered_at = null where bot_id = 1 and telegram_id = 77');
      await admitted((tx, found) => completeRegistration(tenant, tx, found));
    },
  },
  'src/services/settings/copy-settings.ts': {
    run: () =>
      asFleet('test', (tx) => copySettings(tx, { from: '1', to: '3', which: 'open', actor: operator })),
  },
  'src/services/onboarding/create-bot.ts': {
    run: (means) => createBot({ telegramToken: means.newToken(), ownerIds: ['501', '502'] }, meansOf(means)),
  },
  'src/services/onboarding/ensure-master-bot.ts': {
    run: async (means) => {
      const telegramToken = means.newToken();
      await means.database.query('update bots set telegram_bot_id = $1 where is_master', [
        telegramToken.split(':')[0],
      ]);
      await ensureMasterBot({ telegramToken, adminIds: [] }, meansOf(means));
    },
  },
  'src/services/access/ensure-master-token.ts': {
    run: async () => {
      await ensureMasterToken(undefined);
      await ensureMasterToken(undefined);
      await ensureMasterToken('a master token of twenty or more');
    },
  },
  'src/services/bots/is-bot-on.ts': { run: () => tenant.db((tx) => isBotOn(tenant, tx)) },
  'src/services/people/mark-reachable.ts': {
    run: () =>
      tenant.db((tx) => {
        const update = { updateId: uniqueNumber(), chatId: '77', telegramId: '77', canReceive: false };
        return markReachable(tenant, tx, update);
      }),
  },
  'src/services/people/mark-unreachable.ts': { run: () => markUnreachable(tenant, '78') },
  'src/services/people/mark-update.ts': {
    run: () =>
      tenant.db((tx) => markUpdate(tenant, tx, { updateId: uniqueNumber(), chatId: '77', telegramId: '77' })),
  },
  'src/services/settings/move-chat.ts': {
    run: async () => {
      await moveChat(tenant, { from: '-5', to: '-1005' });
      await followChat(tenant, '-5');
    },
  },
  'src/services/bots/publish-bot.ts': {
    walks: { bots: wholeFleet, bot_connections: wholeFleet },
    run: async ({ deps }) => {
      await publishBot(tenant, deps.jobs, 'polling');
      await keepDirectory(deps.jobs, 'polling');
    },
  },
  'src/services/features/list-features.ts': {
    run: () => tenant.db((tx) => listFeatures(tenant, tx)),
  },
  'src/services/snapshots/bot-snapshot.ts': { run: () => tenant.db((tx) => readSnapshot(tenant, tx)) },
  'src/services/people/recognize-start-payload.ts': {
    run: () => tenant.db((tx) => recognizeStartPayload(tenant, tx, { payload: 'code77' })),
  },
  'src/services/people/save-conversation.ts': {
    run: () =>
      admitted((tx, { id: userId }) => {
        const conversation = { state: 'idle', data: {} };
        saveConversation(tenant, tx, { chatId: '77', userId, conversation });
        return Promise.resolve();
      }),
  },
  'src/services/settings/list-settings.ts': {
    walks: { bot_setting_changes: 'a bot has at most 5,000 of them' },
    run: () =>
      tenant.db(async (tx) => {
        await listSettings(tenant, tx);
        await listSettings(tenant, tx, new Date());
        await listChanges(tenant, tx, { limit: 50 });
        await listChanges(tenant, tx, { limit: 50, beforeId: '99', kind: 'setting', key: 'key1' });
      }),
  },
  'src/services/settings/history.ts': {
    run: async ({ deps: { vault } }) => {
      const means = { actor: operator, vault };
      await changeSettings(tenant, [{ key: 'trial_days', put: 5 }], means);
      await changeSettings(tenant, [{ key: 'trial_days', unset: true }], means);
    },
  },
  'src/services/people/update-person.ts': {
    run: () =>
      admitted(async (tx, found) => {
        await person.chooseLanguage(tenant, tx, { person: found, language: 'en' });
        await person.keepPayload(tenant, tx, { person: found, payload: 'code5' });
        await person.keepAction(tenant, tx, { person: found, payload: 'promo_5' });
        await person.chooseReminders(tenant, tx, { person: found, isOn: false });
        await person.revivePerson(tenant, tx, found);
      }),
  },
  'src/workers/bot-access.ts': {
    run: ({ deps }) => accessBot(deps, '9999999').then(() => undefined),
  },
  'src/workers/handlers/bot-connect.ts': {
    run: async (means) => {
      const token = means.newToken();
      const { botId } = await createBot({ telegramToken: token }, meansOf(means));
      await publishBot(tenantOf(botId), means.deps.jobs, 'polling');
      await means.deps.directory.refresh();
      const connect = makeHandlers(means.deps)['bot.connect'];
      means.refuseNext(token, 'setMyCommands');
      await connect.run(tenantOf(botId), {}, again).catch(() => undefined);
      await connect.run(tenantOf(botId), {}, again);
    },
  },
  'src/workers/retention.ts': {
    walks: {
      admin_requests: 'it sums up the answers of a bot that is at work',
      audit_log: 'of a bot that is at work it looks for what is beyond the newest',
      bot_setting_changes: 'it sums up the changes of a bot that is at work',
      money_differences: 'it has a row only for what differs',
    },
    run: ({ deps }) => makeHandlers(deps)['fleet.clean-up'].run(undefined, {}, again),
  },
  'src/workers/sweep-conversations.ts': { run: () => asFleet('test', sweepConversations).then(() => {}) },
  'src/workers/handlers/message-send.ts': {
    run: ({ deps }) =>
      makeHandlers(deps)['message.send'].run(tenant, message, { ...again, outboxId: '99999999' }),
  },
  ...orderQueryPaths,
  ...tendedPeopleQueryPaths,
  ...panelQueryPaths,
  ...cardPaymentQueryPaths,
  ...paymentQueryPaths,
  // The last: a new life gives every row of the outbox another number.
  ...storeQueryPaths,
};

const message = { chat_id: '77', method: 'sendMessage', params: {} };
const again = {
  outboxId: undefined,
  startsAgain: true,
  isOurs: () => Promise.resolve(true),
  withoutSlot: <T>(work: () => Promise<T>) => work(),
};
