import type { Update } from 'telegraf/types';
import { composer } from '#bot/composer.js';
import { openVault } from '#platform/secrets.js';
import { BotContext } from '#bot/context.js';
import type { OutgoingCall } from '#bot/outgoing-calls.js';
import type { Button, Screen } from '#bot/screen.js';
import { admitUpdate } from '#services/people/admit-update.js';
import type { BotSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { snapshotNow } from './snapshots.js';

/** What a person has that a tap could take away; and the jobs that were ordered so far. */
export interface Belongings {
  readonly subscriptions: readonly Record<string, unknown>[];
  /** Numbers of the orders that wait for money. */
  readonly carts: readonly string[];
  readonly paid: readonly string[];
  readonly jobs: readonly string[];
}

/** A tap on a button of a screen that the bot itself had shown, and what came of it. */
export interface Tapped {
  /** The way from the menu, by the labels of the buttons. */
  readonly way: readonly string[];
  readonly on: Screen;
  readonly button: { readonly text: string; readonly data: string };
  /** The answer to the tap. */
  readonly alert: string;
  /** What is there now; undefined: the screen stayed. */
  readonly now: Screen | undefined;
  readonly before: Belongings;
  readonly after: Belongings;
}

const mine = `
  select id::text, plan_id::text as plan, is_trial as trial, ends_at, traffic_limit_gb as traffic, device_limit as devices,
    squads::text[] as squads, name, is_autopay_enabled as autopay, reissue_wanted_at is not null as reissue
  from subscriptions where bot_id = $1 and user_id = $2 and removal_wanted_at is null order by subscriptions.id`;
const orders = `select id::text, state from orders where bot_id = $1 and user_id = $2 order by orders.id`;
const put = 'savepoint tap';
const back = ['rollback to savepoint tap', 'release savepoint tap'] as const;

class TakenBack extends Error {}

interface Walk {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly snapshot: BotSnapshot;
  readonly person: { readonly id: string; readonly telegramId: string };
  readonly jobs: () => Promise<readonly string[]>;
}

/**
 * Taps every button of every screen that a person can come to, each once in each state of what they have, up to
 * `mostPaid` purchases deep, and takes everything back at the end. `doors`: screens to begin with, beside the menu.
 */
export async function walkScreens(
  tenant: Tenant,
  person: Walk['person'],
  { doors, visit, mostPaid }: WalkPlan,
): Promise<void> {
  const snapshot = await snapshotNow(tenant);
  await tenant
    .db(async (tx) => {
      const walk: Walk = { tenant, tx, snapshot, person, jobs: watchJobs(tx) };
      const menu = (await send(walk, { text: '/menu' })).now;
      const starts = [...(menu ? [menu] : []), ...(await doors(tx))];
      const seen = new Set<string>();
      for (const screen of starts) await explore(walk, { way: [], screen, changes: [] });
      throw new TakenBack();

      async function explore(at: Walk, place: Place): Promise<void> {
        for (const button of buttonsOf(place.screen)) {
          const mark = [...place.changes, markOf(place.screen, button)].join(' ');
          if (seen.has(mark)) continue;
          seen.add(mark);
          await at.tx.sql(put);
          await tap(at, place, button);
          for (const statement of back) await at.tx.sql(statement);
        }
      }

      async function tap(at: Walk, { way, screen, changes }: Place, button: Tapped['button']): Promise<void> {
        const before = await belongings(at);
        const { alert, now } = await send(at, { data: button.data });
        const after = await belongings(at);
        visit({ way, on: screen, button, alert, now, before, after });
        const isChanged = JSON.stringify(before) !== JSON.stringify(after);
        const next = isChanged ? [...changes, plainOf(button.data)] : changes;
        if (now && next.length <= mostPaid)
          await explore(at, { way: [...way, button.text], screen: now, changes: next });
      }
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
}

export interface WalkPlan {
  readonly doors: (tx: Tx) => Promise<readonly Screen[]>;
  readonly visit: (tapped: Tapped) => void;
  readonly mostPaid: number;
}

interface Place {
  readonly way: readonly string[];
  readonly screen: Screen;
  /** The taps on the way that changed something. */
  readonly changes: readonly string[];
}

const ofOrder = /^(pay|order|cart-drop|cart-drop-yes):.*$/;

/** The button, whatever number its order has. */
const plainOf = (data: string): string => data.replace(ofOrder, '$1');

/** Buttons are the same when their data are; those of orders when their screens say the same too. */
const markOf = ({ text }: Screen, { data }: Tapped['button']): string =>
  ofOrder.test(data) ? `${plainOf(data)} ${text}` : data;

const buttonsOf = ({ keyboard = [] }: Screen): Tapped['button'][] =>
  keyboard.flat().flatMap((button: Button) => {
    return 'callback_data' in button ? [{ text: button.text, data: button.callback_data }] : [];
  });

/** Names of the jobs that the open transaction ordered so far, but for messages. */
function watchJobs(tx: Tx): Walk['jobs'] {
  const hooks: (() => Promise<void>)[] = [];
  let names: readonly string[] = [];
  Object.assign(tx, {
    beforeCommit: (hook: () => Promise<void>) => void hooks.push(hook),
    withCommit: (_text: string, values: readonly unknown[]) => {
      names = Array.isArray(values[1]) ? (values[1] as string[]) : names;
    },
  });
  return async () => {
    for (const hook of hooks) await hook();
    return names.filter((name) => !name.startsWith('message.') && !name.startsWith('notice.'));
  };
}

async function belongings({ tenant, tx, person, jobs }: Walk): Promise<Belongings> {
  const place = [tenant.botId, person.id];
  const rows = await tx.sql<{ id: string; state: string }>(orders, place);
  const of = (state: string) => rows.filter((row) => row.state === state).map(({ id }) => id);
  return {
    subscriptions: await tx.sql(mine, place),
    carts: of('waiting'),
    paid: of('paid'),
    jobs: await jobs(),
  };
}

let lastUpdate = 1_000_000;

/** Lets the bot answer a message or a tap, as it would in the chat. */
async function send(
  { tenant, tx, snapshot, person }: Walk,
  what: { readonly text: string } | { readonly data: string },
): Promise<{ alert: string; now: Screen | undefined }> {
  lastUpdate += 1;
  const { telegramId } = person;
  const profile = { telegramId, username: null, firstName: 'Sara', lastName: null };
  const sender = { chatId: telegramId, profile, hint: undefined };
  const incoming =
    'data' in what
      ? ({ ...sender, kind: 'tap', callbackId: '1', data: what.data, messageId: 7 } as const)
      : ({
          ...sender,
          ...({ kind: 'message', text: what.text, albumId: undefined } as const),
          ...{ attachment: undefined, content: undefined, messageId: 7, repliedTo: undefined },
          command: { name: what.text.slice(1), target: '', argument: '' },
        } as const);
  const updateId = lastUpdate;
  const language = 'en';
  const admission = await admitUpdate(tenant, tx, { updateId, chatId: telegramId, profile, language });
  if (!admission) throw new Error('the update was done before');
  const update = { update_id: updateId } as unknown as Update;
  const membership = { kind: 'not-asked' } as const;
  const vault = openVault('a secret of tests, of 32 characters');
  const place = { tenant, tx, snapshot, vault, publicUrl: undefined, nodes: undefined };
  const ctx = new BotContext(update, { ...place, membership, incoming, admission });
  await composer.middleware()(ctx, () => Promise.resolve());
  return shownBy(ctx.takeCalls());
}

const textOf = (call: OutgoingCall | undefined): string => {
  const { text = '' } = (call?.params ?? {}) as { text?: string };
  return text;
};

function shownBy(calls: readonly OutgoingCall[]): { alert: string; now: Screen | undefined } {
  const answer = calls.find(({ method }) => method === 'answerCallbackQuery');
  const shown = calls.findLast(({ method }) => method === 'editMessageText' || method === 'sendMessage');
  const markup = shown?.params.reply_markup as { inline_keyboard: Button[][] } | undefined;
  return {
    alert: textOf(answer),
    now: shown && { text: textOf(shown), keyboard: markup?.inline_keyboard ?? [] },
  };
}
