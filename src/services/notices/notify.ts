import { enqueue } from '#jobs/enqueue.js';
import { now } from '#platform/clock.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { noticeCatalog, type Notice } from './catalog.js';
import { claimNotice } from './claim-notice.js';
import type { NoticeContract } from './notice-contract.js';

/**
 * Decides that something is told, in the open transaction; the only way to a notice. It leaves by `notice.send` once the
 * transaction is committed, exactly once, and not at all where the same was told already (`once`). Throws ZodError on an
 * `about` that the catalogue refuses.
 */
export async function notify(tenant: Tenant, tx: Tx, { kind, about }: Notice): Promise<void> {
  const { about: schema, once, to, isBulk }: NoticeContract = noticeCatalog[kind];
  const checked = schema.parse(about) as Record<string, unknown>;
  if (once && !(await claimNotice(tenant, tx, { kind, about: once.per(checked), again: once.again }))) return;
  await enqueue(tenant, 'notice.send', {
    kind,
    about: checked,
    line: isBulk ? bulkLine(checked) : to.join('-'),
    decided_at: new Date(now()).toISOString(),
  });
}

/** Lines in which what many people hear waits: while one notice is written down, the next is read. */
const bulkLines = 2n;

const bulkLine = ({ subscription_id, user_id }: Readonly<Record<string, unknown>>): string => {
  const id = subscription_id ?? user_id;
  return `bulk-${typeof id === 'string' ? BigInt(id) % bulkLines : 0}`;
};
