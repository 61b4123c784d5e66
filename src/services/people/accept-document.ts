import type { Tenant, Tx } from '#tenancy/scope.js';
import type { TextsByLanguage } from '../pages/text-for.js';
import type { AcceptedKind } from '../settings/page-texts.js';
import type { Person } from './admit-update.js';

/** The text that holds now, where the one that was to be accepted holds no more. */
export interface NewerText {
  readonly version: number;
  readonly texts: TextsByLanguage;
}

// Whoever changes the text waits until the acceptance is committed, or this waits for the change. Who waited sees the new number, but in
// the same statement not yet the new text: that is read by one of its own.
const lockVersion = 'select version from pages where bot_id = $1 and kind = $2 for share';
const readTexts = 'select texts from page_versions where bot_id = $1 and kind = $2 and number = $3';
const record = `
  insert into page_acceptances (bot_id, user_id, kind, version) values ($1, $2, $3, $4) on conflict do nothing`;
const note = {
  rules: `update users set rules_accepted_at = now(), rules_version = $3, updated_at = now()
    where bot_id = $1 and id = $2`,
  privacy_policy: `update users set privacy_version = $3, updated_at = now() where bot_id = $1 and id = $2`,
} as const satisfies Record<AcceptedKind, string>;

/**
 * A person accepts a version of a text (0: our own words, where the bot never wrote any): noted with the time, once. Where another version
 * holds by now nothing is noted, and that one is returned: they accept what they have read, or nothing.
 */
export async function acceptDocument(
  tenant: Tenant,
  tx: Tx,
  {
    person,
    kind,
    version,
  }: { readonly person: Person; readonly kind: AcceptedKind; readonly version: number },
): Promise<NewerText | undefined> {
  const [present] = await tx.sql<{ version: number }>(lockVersion, [tenant.botId, kind]);
  const holds = present?.version ?? 0;
  if (version !== holds) {
    const [row] = await tx.sql<Pick<NewerText, 'texts'>>(readTexts, [tenant.botId, kind, holds]);
    return { version: holds, texts: row?.texts ?? {} };
  }
  await tx.sql(record, [tenant.botId, person.id, kind, present?.version ?? null]);
  await tx.sql(note[kind], [tenant.botId, person.id, version]);
  person.accepted = { ...person.accepted, [kind]: version };
  if (kind === 'rules') person.hasAcceptedRules = true;
  else person.hasAcceptedPrivacy = true;
  return undefined;
}
