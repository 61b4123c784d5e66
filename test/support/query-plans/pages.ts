import { acceptDocument } from '#services/people/accept-document.js';
import { admitUpdate } from '#services/people/admit-update.js';
import { askAgain } from '#services/pages/ask-again.js';
import { moveFaqEntry } from '#services/pages/move-faq-entry.js';
import { listFaq, readFaqEntry, searchFaq } from '#services/pages/read-faq.js';
import { readStandings } from '#services/pages/read-standings.js';
import { tellFleetOfPages } from '#services/pages/tell-fleet.js';
import { operator } from '#services/access/actor.js';
import { changeSettings } from '#services/settings/change-settings.js';
import { tenantOf } from '#tenancy/scope.js';
import { uniqueNumber } from '../../factories/unique.js';
import type { Means, QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const reading = { language: 'fa', botLanguage: 'en' } as const;

const writeRules = ({ deps: { vault } }: Means) =>
  changeSettings(
    tenant,
    [
      { key: 'rules_text', put: { en: `Rules ${uniqueNumber()}` } },
      { key: 'rules_required', put: true },
    ],
    { actor: operator, vault },
  );

async function accept(): Promise<void> {
  await tenant.db(async (tx) => {
    const profile = { telegramId: '77', username: null, firstName: 'New', lastName: null };
    const update = { updateId: uniqueNumber(), chatId: '77', profile, language: 'fa' as const };
    const { person } = (await admitUpdate(tenant, tx, update))!;
    for (const kind of ['rules', 'privacy_policy'] as const) {
      const newer = await acceptDocument(tenant, tx, { person, kind, version: 0 });
      await acceptDocument(tenant, tx, { person, kind, version: newer!.version });
    }
  });
}

/** The part of `queryPaths` that pages have. */
export const pageQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/pages/ask-again.ts': {
    run: async (means) => {
      await writeRules(means);
      await tenant.db((tx) => askAgain(tenant, tx, 'rules'));
    },
  },
  'src/services/pages/move-faq-entry.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const [entry] = await listFaq(tenant, tx, reading);
        await moveFaqEntry(tenant, tx, { entryId: entry!.id, position: 3 });
      }),
  },
  'src/services/pages/read-faq.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const [entry] = await listFaq(tenant, tx, reading);
        await readFaqEntry(tenant, tx, { entryId: entry!.id, reading });
        await searchFaq(tenant, tx, { typed: 'question', reading });
      }),
  },
  'src/services/pages/read-standings.ts': {
    run: () => tenant.db((tx) => readStandings(tenant, tx)),
    most: { cost: 2_000, why: 'it counts who accepted a version' },
  },
  'src/services/pages/tell-fleet.ts': { run: () => tenant.db((tx) => tellFleetOfPages(tenant, tx)) },
  'src/services/people/accept-document.ts': {
    run: async (means) => {
      await writeRules(means);
      await accept();
    },
  },
  'src/services/settings/keep-page-versions.ts': { run: writeRules },
};
