import { sendNotice } from '#bot/areas/notices/send-notice.js';
import { now } from '#platform/clock.js';
import { noticeCatalog, type Notice } from '#services/notices/catalog.js';
import type { Tenant } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler, Run } from './handler.js';

type Send = (tenant: Tenant, notice: Notice, run: Run) => Promise<void>;

/** Their time is not in the payload: they count as decided now, and so are told. */
const senderOf =
  ({ env, snapshots }: WorkerDeps): Send =>
  async (tenant, { kind, about }, { outboxId }) => {
    const snapshot = await snapshots.read(tenant);
    const decided_at = new Date(now()).toISOString();
    const notice = { kind, about: { ...about }, line: noticeCatalog[kind].to.join('-'), decided_at };
    return sendNotice(tenant, notice, { outboxId, snapshot, fleetAdminIds: env.adminIds });
  };

/** Notices to admins, as the version before enqueued them. */
export function earlierAdminsHandler(deps: WorkerDeps): Handler<'notice.admins'> {
  const send = senderOf(deps);
  return {
    run: async (tenant, { event, order_id, squads = [] }, run) => {
      if (event === 'squads_removed') return send(tenant, { kind: event, about: { squads } }, run);
      if (order_id === undefined) return;
      const kind = event === 'sold' ? 'sale_made' : 'sale_refunded';
      await send(tenant, { kind, about: { order_id } }, run);
    },
  };
}

/** Notices to buyers, as the version before enqueued them. */
export function earlierBuyerHandler(deps: WorkerDeps): Handler<'notice.buyer'> {
  const send = senderOf(deps);
  return {
    run: (tenant, { event, order_id, reason }, run) =>
      event === 'refused'
        ? send(tenant, { kind: 'order_refused', about: { order_id, reason } }, run)
        : send(tenant, { kind: `order_${event}`, about: { order_id } }, run),
  };
}

/** The notice of an empty wallet, as the version before enqueued it. */
export function earlierWalletHandler(deps: WorkerDeps): Handler<'notice.wallet-empty'> {
  const send = senderOf(deps);
  return { run: (tenant, _payload, run) => send(tenant, { kind: 'wallet_empty', about: {} }, run) };
}
