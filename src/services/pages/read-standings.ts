import type { Tenant, Tx } from '#tenancy/scope.js';
import { pageKinds, type PageKind } from '../settings/page-texts.js';
import type { TextsByLanguage } from './text-for.js';

/** A text of a bot, and how it stands with the people who must accept it. */
export interface PageState {
  readonly kind: PageKind;
  /** 0: it was never written. */
  readonly version: number;
  readonly texts: TextsByLanguage;
  readonly isRequired: boolean;
  readonly demandedVersion: number;
  readonly demandedAt: Date | null;
  /** People who accepted the newest version. */
  readonly acceptedCount: number;
}

interface Row {
  readonly kind: PageKind;
  readonly version: number;
  readonly texts: TextsByLanguage;
  readonly is_required: boolean;
  readonly demanded_version: number;
  readonly demanded_at: Date | null;
  readonly accepted_count: number;
}

const text = `
  select wanted.kind, coalesce(page.version, 0) as version, coalesce(version.texts, '{}') as texts,
    coalesce((select config_value = 'true'::jsonb from bot_configurations
      where bot_id = $1 and config_key = wanted.kind || '_required'), false) as is_required,
    coalesce(page.demanded_version, 0) as demanded_version, page.demanded_at,
    (select count(*)::int from page_acceptances accepted
      where accepted.bot_id = $1 and accepted.kind = wanted.kind and accepted.version = page.version) as accepted_count
  from unnest($2::text[]) with ordinality as wanted (kind, place)
  left join pages page on page.bot_id = $1 and page.kind = wanted.kind
  left join page_versions version
    on version.bot_id = $1 and version.kind = page.kind and version.number = page.version
  order by wanted.place`;

/** The texts of a bot whose versions are kept, alphabetical; `kinds`: these alone. */
export async function readStandings(
  tenant: Tenant,
  tx: Tx,
  kinds: readonly PageKind[] = pageKinds,
): Promise<PageState[]> {
  const rows = await tx.sql<Row>(text, [tenant.botId, kinds]);
  return rows.map((row) => ({
    kind: row.kind,
    version: row.version,
    texts: row.texts,
    isRequired: row.is_required,
    demandedVersion: row.demanded_version,
    demandedAt: row.demanded_at,
    acceptedCount: row.accepted_count,
  }));
}
