import { sha256 } from '#platform/secrets.js';
import { noticeCatalog } from '#services/notices/catalog.js';
import { claimNotice } from '#services/notices/claim-notice.js';
import { findAdminsToTell } from '#services/notices/find-admins-to-tell.js';
import { findReviewers, readReviewTrouble } from '#services/notices/find-reviewers.js';
import { findPlaces } from '#services/notices/find-places.js';
import { markTokenRevoked } from '#services/notices/mark-token-revoked.js';
import { readBotFace } from '#services/notices/read-bot-face.js';
import { takeNotice } from '#services/notices/take-notice.js';
import { asFleet, tenantOf } from '#tenancy/scope.js';
import { uniqueNumber } from '../../factories/unique.js';
import { snapshotNow } from '../snapshots.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');

/** What is told unasked. */
export const noticeQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/notices/claim-notice.ts': {
    run: () =>
      tenant.db((tx) =>
        claimNotice(tenant, tx, {
          kind: 'order_refunded',
          about: String(uniqueNumber()),
          again: { afterMinutes: 60 },
        }),
      ),
  },
  'src/services/notices/find-places.ts': {
    run: async () => {
      const { settings } = await snapshotNow(tenant);
      const search = { contract: noticeCatalog.wallet_empty, settings, fleetAdminIds: [] };
      await asFleet('test', (tx) => findPlaces(tenant, tx, search));
    },
    walks: { bots: 'the master is one of thousands and has an index' },
  },
  'src/services/notices/find-reviewers.ts': {
    run: () =>
      tenant.db(async (tx) => {
        await findReviewers(tenant, tx);
        await readReviewTrouble(tenant, tx, '-100500');
      }),
  },
  'src/services/notices/read-bot-face.ts': { run: () => tenant.db((tx) => readBotFace(tenant, tx)) },
  'src/services/notices/take-notice.ts': {
    run: () =>
      takeNotice(tenant, { contract: noticeCatalog.sale_made, outboxId: '1' }, () => Promise.resolve()),
  },
  'src/services/notices/find-admins-to-tell.ts': {
    run: () => asFleet('test', (tx) => findAdminsToTell(tx, { botId: '1', speakerId: '2' })),
  },
  'src/services/notices/mark-token-revoked.ts': {
    run: () =>
      markTokenRevoked('1733', {
        tokenHash: sha256('token 1733'),
      }),
  },
};
