import { refuseAddresses, refusePicture } from '#services/menus/note-refusal.js';
import { readMenu, replaceMenu } from '#services/menus/replace-menu.js';
import { sampleMenuFacts } from '#services/orders/sample-menu-facts.js';
import type { MenuButton } from '#services/menus/menu-button.js';
import { tenantOf } from '#tenancy/scope.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const link: MenuButton & { readonly url: string } = {
  ...({ kind: 'link', audience: 'everybody' } as const),
  ...{ url: 'https://example.com/1', labels: { en: 'Site' }, isShown: true, isWide: false },
};

/** The part of `queryPaths` that menus have. */
export const menuQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/menus/note-refusal.ts': {
    run: ({ deps: { vault } }) =>
      tenant.db(async (tx) => {
        await refuseAddresses(tenant, tx, { addresses: [link.url], says: 'refused', vault });
        await refusePicture(tenant, tx, { fileId: 'AgACAgQAAxkBAAIBZ2', vault });
      }),
  },
  'src/services/menus/replace-menu.ts': {
    run: () =>
      tenant.db(async (tx) => {
        const buttons = await readMenu(tenant, tx);
        await replaceMenu(tenant, tx, [...buttons, link]);
      }),
  },
  'src/services/orders/sample-menu-facts.ts': {
    run: () => tenant.db((tx) => sampleMenuFacts(tenant, tx, { hasSubscription: false })),
  },
};
