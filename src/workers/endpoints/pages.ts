import type { EndpointOutput } from '#api/endpoint.js';
import type { pageEndpoints } from '#api/pages.js';
import { previewPage } from '#bot/areas/info/preview-page.js';
import { PageAcceptance } from '#models/page-acceptance.js';
import { PageVersion } from '#models/page-version.js';
import { askAgain } from '#services/pages/ask-again.js';
import { readStandings, type PageState } from '#services/pages/read-standings.js';
import { checkSetting } from '#services/settings/values.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { PageKind } from '#services/settings/page-texts.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { HandlersOf } from './handler.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

type Contract = typeof pageEndpoints;
type PageView = EndpointOutput<Contract['pages.get']>;
type VersionView = EndpointOutput<Contract['pages.version']>;

function present(state: PageState): PageView {
  const isDemandable = state.kind === 'rules' || state.kind === 'privacy_policy';
  return {
    kind: state.kind,
    setting: `${state.kind}_text`,
    version: state.version,
    texts: state.texts,
    is_required: isDemandable ? state.isRequired : null,
    demanded_version: state.demandedVersion,
    demanded_at: state.demandedAt?.toISOString() ?? null,
    accepted_count: isDemandable ? state.acceptedCount : null,
  };
}

const presentVersion = (row: PageVersion): VersionView => ({
  id: row.id,
  kind: row.kind,
  number: row.number,
  texts: row.texts,
  written_by: row.actorKind === null ? null : { kind: row.actorKind, id: row.actorId, name: row.actorName },
  created_at: row.createdAt.toISOString(),
});

async function presentKind(tenant: Tenant, tx: Tx, kind: PageKind): Promise<PageView> {
  const [state] = await readStandings(tenant, tx, [kind]);
  return present(state ?? refuse('resource.unknown'));
}

/** Rules, privacy policy, public offer and welcome: their versions, and who accepted which. */
export const pageHandlers = (): HandlersOf<Contract> => ({
  'pages.acceptances': async (_tenant, _tx, { params, query }) => {
    const { user_id: userId, version } = query;
    const { rows, next_cursor } = await readPage(PageAcceptance, query, {
      kind: params.page_key,
      ...(userId !== undefined && { userId }),
      ...(version !== undefined && { version }),
    });
    const items = rows.map((row) => ({
      id: row.id,
      user_id: row.userId,
      kind: row.kind,
      version: row.version,
      accepted_at: row.acceptedAt.toISOString(),
    }));
    return { items, next_cursor };
  },
  'pages.ask-again': async (tenant, tx, { params, note }) => {
    const { page_key: kind } = params;
    const before = await presentKind(tenant, tx, kind);
    await askAgain(tenant, tx, kind);
    const after = await presentKind(tenant, tx, kind);
    const standing = ({ demanded_version, demanded_at }: PageView) => ({ demanded_version, demanded_at });
    note({ subject: `page ${kind}`, before: standing(before), after: standing(after) });
    return after;
  },
  'pages.get': (tenant, tx, { params }) => presentKind(tenant, tx, params.page_key),
  'pages.list': async (tenant, tx) => ({ items: (await readStandings(tenant, tx)).map(present) }),
  'pages.preview': async (tenant, tx, { body }) => {
    const { kind, texts, title } = body;
    // The welcome alone has placeholders.
    if (kind === 'welcome' && texts) checkSetting('welcome_text', texts);
    const snapshot = (await readSnapshot(tenant, tx)) ?? refuse('bot.unknown');
    const items = previewPage(snapshot, { kind, texts, title });
    if (items.length === 0) refuse('page.no_text');
    return {
      items: items.map(({ language, screens }) => ({
        language,
        messages: screens.map(({ text, keyboard = [] }) => ({
          html: text,
          keyboard: keyboard.map((row) => [...row]),
        })),
      })),
    };
  },
  'pages.version': async (_tenant, _tx, { params }) => {
    const where = { kind: params.page_key, number: Number(params.number) };
    return presentVersion((await PageVersion.findOne({ where })) ?? refuse('resource.unknown'));
  },
  'pages.versions': async (_tenant, _tx, { params, query }) => {
    const { rows, next_cursor } = await readPage(PageVersion, query, { kind: params.page_key });
    return { items: rows.map(presentVersion), next_cursor };
  },
});
