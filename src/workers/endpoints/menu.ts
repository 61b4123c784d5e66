import type { EndpointInput, EndpointOutput } from '#api/endpoint.js';
import type { menuEndpoints } from '#api/menu.js';
import { findAction } from '#bot/areas.js';
import { listBuiltIns, listPages } from '#bot/areas/menu/layout/list-built-ins.js';
import { labelValues, lastingItems } from '#bot/areas/menu/layout/menu-item.js';
import { previewMenu, type MenuScene } from '#bot/areas/menu/open/preview-menu.js';
import type { Button } from '#bot/screen.js';
import { TelegramError } from '#platform/telegram/client.js';
import { lockBot } from '#services/bots/lock-bot.js';
import type { MenuButton } from '#services/menus/menu-button.js';
import { readMenu, replaceMenu } from '#services/menus/replace-menu.js';
import { changeSettingsIn } from '#services/settings/change-settings.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { HandlersOf } from './handler.js';
import { publishSoon } from './publish-soon.js';
import { refuse } from './refuse.js';

type Contract = typeof menuEndpoints;
type Handlers = HandlersOf<Contract>;
type MenuView = EndpointOutput<Contract['menu.get']>;
type Written = EndpointInput<Contract['menu.replace']>['body']['buttons'][number];

/** The main menu of a bot. */
export const menuHandlers = (deps: WorkerDeps): Handlers => ({
  'menu.get': (tenant, tx) => present(deps, tenant, tx),
  'menu.preview': async (tenant, tx, { query }) => {
    const scene = await sceneOf(deps, tenant, tx);
    const language = query.language ?? scene.snapshot.settings.defaultLanguage;
    const [call] = await previewMenu(scene, { language, as: query.as });
    const { method = '', params = {} } = call ?? {};
    const { text, caption = text, photo, reply_markup: markup } = params as Shown;
    return {
      method,
      text: caption ?? '',
      picture: photo ?? null,
      keyboard: (markup?.inline_keyboard ?? []).map((row) => row.map((button) => ({ ...button }))),
    };
  },
  'menu.replace': async (tenant, tx, { body, note, requireMatch }) => {
    await lockBot(tenant, tx);
    const before = await present(deps, tenant, tx);
    requireMatch('menu.get', before);
    demandSound(body.buttons);
    await replaceMenu(tenant, tx, body.buttons.map(toButton));
    const after = await present(deps, tenant, tx);
    note({ subject: 'menu', before: { buttons: before.buttons }, after: { buttons: after.buttons } });
    publishSoon(deps, tx, tenant);
    return after;
  },
  'menu.set-picture': {
    ask: async (tenant, { body, actor, note }) => {
      const { file_id: fileId } = body;
      await demandPhoto(deps, tenant, fileId);
      return async (tx) => {
        const change = { key: 'logo_file_id', put: fileId };
        const [changed] = await changeSettingsIn(tenant, tx, [change], { actor, vault: deps.vault });
        note({
          subject: 'setting logo_file_id',
          before: changed?.before ?? null,
          after: changed?.after ?? null,
        });
        publishSoon(deps, tx, tenant);
        return { file_id: fileId };
      };
    },
  },
});

interface Shown {
  readonly text?: string;
  readonly caption?: string;
  readonly photo?: string;
  readonly reply_markup?: { readonly inline_keyboard: readonly (readonly Button[])[] };
}

async function sceneOf({ vault, env }: WorkerDeps, tenant: Tenant, tx: Tx): Promise<MenuScene> {
  const snapshot = (await readSnapshot(tenant, tx)) ?? refuse('bot.unknown');
  return { tenant, tx, snapshot, vault, publicUrl: env.publicUrl };
}

async function present(deps: WorkerDeps, tenant: Tenant, tx: Tx): Promise<MenuView> {
  const scene = await sceneOf(deps, tenant, tx);
  return {
    buttons: (await readMenu(tenant, tx)).map(presentButton),
    built_in: listBuiltIns(scene).map(({ name, labels, isWide, isLasting, values }) => ({
      ...{ action: name, labels, is_wide: isWide, is_lasting: isLasting, values: [...values] },
    })),
    pages: listPages(),
  };
}

function presentButton(button: MenuButton): MenuView['buttons'][number] {
  const { kind, labels, isShown, isWide } = button;
  const refusal = 'refusal' in button ? button.refusal : undefined;
  return {
    kind,
    action: 'action' in button ? button.action : null,
    url: 'url' in button ? button.url : null,
    labels: { ...labels },
    audience: 'audience' in button ? button.audience : 'everybody',
    is_shown: isShown,
    is_wide: isWide,
    refused_at: refusal ? new Date(refusal.at).toISOString() : null,
    refusal: refusal?.says ?? null,
  };
}

function toButton(written: Written): MenuButton {
  const { is_shown: isShown, is_wide: isWide, ...rest } = written;
  return { ...rest, isShown, isWide } as MenuButton;
}

/** Refuses a layout with a button that does not exist, stands twice, cannot be hidden, or says what nothing fills in. */
function demandSound(buttons: readonly Written[]): void {
  const seen = new Set<string>();
  const faults = buttons.flatMap((button, at) => {
    const field = `body.buttons.${at}`;
    const fault = faultOf(button, seen);
    return fault ? [{ field: `${field}.${fault.field}`, message: fault.message }] : [];
  });
  if (faults.length > 0) refuse('request.invalid', { faults });
}

interface Fault {
  readonly field: string;
  readonly message: string;
}

function faultOf(button: Written, seen: Set<string>): Fault | undefined {
  if (button.kind === 'page' && !findAction(button.action)?.isPage)
    return { field: 'action', message: 'is no page of the bot; `pages` of the menu names them' };
  if (button.kind === 'built_in') {
    const { action } = button;
    if (action !== 'support' && !findAction(action))
      return { field: 'action', message: 'is no button of the bot; `built_in` of the menu names them' };
    if (seen.has(action)) return { field: 'action', message: 'stands in the menu twice' };
    seen.add(action);
    if (!button.is_shown && lastingItems.has(action))
      return { field: 'is_shown', message: 'must be true: without this button people lose their way' };
  }
  return labelFault(button);
}

function labelFault(button: Written): Fault | undefined {
  const known = button.kind === 'built_in' ? (labelValues[button.action] ?? []) : [];
  for (const [language, words] of Object.entries(button.labels)) {
    const names = [...(words ?? '').matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const strange = names.find((name) => !known.includes(name));
    if (strange !== undefined) {
      const says =
        known.length > 0 ? `knows only ${known.map((name) => `{${name}}`).join(', ')}` : 'has none';
      return { field: `labels.${language}`, message: `has {${strange}}, and this button ${says}` };
    }
  }
  return undefined;
}

/** Refuses what is no photo of this bot. */
async function demandPhoto({ askTelegram }: WorkerDeps, tenant: Tenant, fileId: string): Promise<void> {
  const file = await askTelegram<{ file_path?: string }>(tenant, 'getFile', { file_id: fileId }).catch(
    (error: unknown) => {
      if (!(error instanceof TelegramError)) throw error;
      return refuse('menu.picture_refused', { detail: error.description });
    },
  );
  if (!file.file_path?.startsWith('photos/'))
    refuse('menu.picture_refused', { detail: 'It is a file, and no photo.' });
}
