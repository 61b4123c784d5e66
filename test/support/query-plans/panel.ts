import { randomUUID } from 'node:crypto';
import type { AccountFacts } from '#jobs/catalog/panel.js';
import type { Panel, PanelAccount } from '#panels/panel.js';
import { enqueueDueDevices } from '#services/provision/enqueue-due-devices.js';
import { enqueueForgotten } from '#services/provision/enqueue-forgotten.js';
import { oweMend } from '#services/provision/owe-mend.js';
import { claimPending, noteProvisioned, noteRefused } from '#services/provision/pending-row.js';
import { requestSync } from '#services/provision/request-sync.js';
import { compareAccounts } from '#services/reconcile/compare-accounts.js';
import { findMissing } from '#services/reconcile/find-missing.js';
import { isDeviceNews } from '#services/reconcile/is-device-news.js';
import { lookAtAccount, removeDevices } from '#services/reconcile/look-at-account.js';
import { readHeavyUsers } from '#services/reconcile/read-heavy-use.js';
import { readSquadLoss } from '#services/reconcile/read-squad-loss.js';
import { syncVanished } from '#services/reconcile/sync-vanished.js';
import { postponeDevices, trimDevices } from '#services/reconcile/trim-devices.js';
import { walkPanel } from '#services/reconcile/walk-panel.js';
import { watchHeavyUse } from '#services/reconcile/watch-heavy-use.js';
import { watchSquads } from '#services/reconcile/watch-squads.js';
import { tenantOf } from '#tenancy/scope.js';
import type { QueryPath } from './query-plans.js';

const tenant = tenantOf('1');
const place = { subscriptionId: '31' };
const noted = { isInStep: true, mends: null, fault: null };
const tellers = {
  onNotice: () => Promise.resolve(),
  onNewLink: () => Promise.resolve(),
  onTraffic: () => Promise.resolve(),
};
const username = 'b1_s31_aa';
const account: PanelAccount = {
  id: '31',
  uuid: null,
  username,
  shortUuid: 'short',
  status: 'ACTIVE',
  expireAt: new Date(),
  trafficLimitBytes: 0,
  trafficReset: 'MONTH',
  usedTrafficBytes: 5,
  lifetimeTrafficBytes: 5,
  deviceLimit: 1,
  description: null,
  tag: null,
  subscriptionUrl: 'https://sub.example/short',
  squads: [],
  firstConnectedAt: null,
  lastTrafficResetAt: null,
  createdAt: new Date(),
  updatedAt: new Date(),
};
const facts: AccountFacts = {
  username,
  id: '31',
  uuid: null,
  short_uuid: 'short',
  status: 'ACTIVE',
  expire_at: new Date().toISOString(),
  traffic_limit_bytes: 0,
  used_traffic_bytes: 5,
  device_limit: 1,
  first_connected_at: null,
  subscription_url: 'https://sub.example/short',
};
/** Answers at once; what a panel really says is no matter of plans. */
const panel = {
  find: () => Promise.resolve(account),
  squads: () => Promise.resolve([{ uuid: randomUUID(), name: 'One' }]),
  devices: () => Promise.resolve([]),
  forgetDevices: () => Promise.resolve([]),
  page: () => Promise.resolve({ accounts: [account], next: null }),
} as unknown as Panel;

/** The part of `queryPaths` that the panel's accounts have. */
export const panelQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/reconcile/read-heavy-use.ts': {
    run: () => tenant.db((tx) => readHeavyUsers(tenant, tx, ['31', '32'])),
  },
  'src/services/reconcile/watch-heavy-use.ts': {
    run: async ({ database }) => {
      await database.query(
        `insert into bot_configurations (bot_id, config_key, config_value) values (1, 'traffic_alarm', 'true')
         on conflict (bot_id, config_key) do update set config_value = excluded.config_value`,
      );
      const uses = [31, 32].map((id) => ({ subscriptionId: String(id), bytes: 5e12, since: null }));
      await tenant.db((tx) => watchHeavyUse(tenant, tx, uses));
    },
  },
  'src/services/provision/enqueue-due-devices.ts': { run: () => enqueueDueDevices() },
  'src/services/reconcile/look-at-account.ts': {
    run: async () => {
      await lookAtAccount(tenant, { ...place, panel, tellers });
      await removeDevices(tenant, { ...place, panel, tellers });
    },
  },
  'src/services/provision/enqueue-forgotten.ts': {
    run: async () => void (await enqueueForgotten({ callsPerSecond: 20 })),
  },
  'src/services/provision/owe-mend.ts': {
    run: async () => {
      await tenant.db((tx) => requestSync(tenant, tx, '31'));
      for (let at = 0; at < 4; at += 1) {
        await tenant.db(async (tx) => {
          const row = await claimPending(tenant, tx, { ...place, claim: 'mends' });
          if (!row || row === 'claimed') return;
          const mends = { ...noted, mends: row.panel_mends };
          await noteProvisioned(tenant, tx, {
            run: { ...place, claim: 'mends' },
            row,
            account,
            noted: mends,
          });
        });
        await tenant.db((tx) => oweMend(tenant, tx, { ...place, differs: ['tag'] }));
      }
    },
  },
  'src/services/provision/pending-row.ts': {
    run: async () => {
      const run = { ...place, claim: 'plans' };
      await tenant.db((tx) => requestSync(tenant, tx, '31'));
      await tenant.db(async (tx) => {
        const row = await claimPending(tenant, tx, run);
        await claimPending(tenant, tx, { ...run, claim: 'other' });
        if (row && row !== 'claimed') await noteProvisioned(tenant, tx, { run, row, account, noted });
        await noteRefused(tenant, tx, { ...place, code: 'panel.refused' });
      });
    },
  },
  'src/services/reconcile/trim-devices.ts': {
    run: async ({ database }) => {
      await database.query(
        `update subscriptions set devices_due_at = now(), provisioned_at = now(), panel_username = '${username}'
         where bot_id = 1 and id = 31`,
      );
      const nothing = () => Promise.resolve();
      const tell = { onSurplus: nothing, onRemoved: nothing };
      await trimDevices(tenant, { ...place, ...tell, panel, isOurs: () => Promise.resolve(true) });
      await postponeDevices(tenant, place, 'fault');
    },
  },
  'src/services/reconcile/compare-accounts.ts': {
    run: async () => {
      const at = new Date(0).toISOString();
      await tenant.db((tx) =>
        compareAccounts(tenant, tx, { accounts: [facts], source: { kind: 'look' }, tellers }),
      );
      const older = { accounts: [{ ...facts, updated_at: at }], source: { kind: 'walk' } as const, tellers };
      await tenant.db((tx) => compareAccounts(tenant, tx, older));
    },
  },
  'src/services/reconcile/find-missing.ts': {
    run: () => tenant.db((tx) => findMissing(tenant, tx, { since: '2026-01-01T00:00:00.000Z' })),
  },
  'src/services/reconcile/sync-vanished.ts': {
    run: () => tenant.db((tx) => syncVanished(tenant, tx, facts)),
  },
  'src/services/reconcile/is-device-news.ts': {
    run: async () => {
      const told = { ...place, device: 'aa', isThere: true };
      await tenant.db((tx) => isDeviceNews(tenant, tx, told));
    },
  },
  'src/services/reconcile/read-squad-loss.ts': {
    run: async () => {
      await tenant.db((tx) => readSquadLoss(tenant, tx, [randomUUID()]));
    },
    walks: { subscriptions: 'squads are removed rarely, and then all that may have them are counted' },
  },
  'src/services/reconcile/watch-squads.ts': {
    run: async () => {
      await watchSquads(panel);
      await watchSquads(panel);
    },
    walks: {
      subscriptions: 'squads are removed rarely, and then all bots that have them are told',
      bot_plans: 'the same',
      promo_groups: 'the same',
    },
  },
  'src/services/reconcile/walk-panel.ts': {
    run: async () => {
      await walkPanel({ panel, pages: 2, everyMs: 0 });
      await walkPanel({ panel, pages: 2, everyMs: 0 });
    },
    walks: { bots: 'after a walk over all accounts it asks every bot for what it did not meet' },
  },
};
