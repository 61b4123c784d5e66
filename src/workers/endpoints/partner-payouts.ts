import type { EndpointOutput } from '#api/endpoint.js';
import type { partnerPayoutEndpoints } from '#api/partner-payouts.js';
import { PartnerPayout } from '#models/partner-payout.js';
import { decidedElsewhere, type DecidedBy } from '#services/partners/decide-partner.js';
import {
  approvePayout,
  payoutStanding,
  payPayout,
  rejectPayout,
  type PayoutDecision,
} from '#services/partners/decide-payout.js';
import { readPayout, readSealedRequisites } from '#services/partners/payout-rows.js';
import { openRequisites } from '#services/partners/seal-requisites.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import { given } from './conditions.js';
import type { Call, HandlersOf } from './handler.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

type Contract = typeof partnerPayoutEndpoints;
type PayoutView = EndpointOutput<Contract['partner-payouts.get']>;

const present = (row: PartnerPayout): PayoutView => ({
  id: row.id,
  user_id: row.userId,
  amount_toman: row.amountToman,
  state: row.state,
  requisites_tail: row.requisitesTail,
  reject_reason: row.rejectReason,
  words: row.words,
  decided_by: row.decidedBy,
  decided_by_name: row.decidedByName,
  approved_at: row.approvedAt?.toISOString() ?? null,
  closed_at: row.closedAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

const show = async (id: string): Promise<PayoutView> =>
  present((await PartnerPayout.findOne({ where: { id } })) ?? refuse('resource.unknown'));

const subjectOf = (payoutId: string): string => `payout ${payoutId}`;

type Step = (decision: DecidedBy & { readonly payoutId: string }) => Promise<PayoutDecision>;

/** Takes a step of a payout, with its refusals in the words of the contract. */
async function take(
  tenant: Tenant,
  tx: Tx,
  { params, note }: Pick<Call, 'note'> & { readonly params: { readonly payout_id: string } },
  step: Step,
): Promise<PayoutView> {
  const { payout_id: payoutId } = params;
  const before = (await readPayout(tenant, tx, payoutId)) ?? refuse('resource.unknown');
  const { kind, payout } = await step({ payoutId, ...decidedElsewhere });
  if (kind === 'decided') refuse('partner_payout.decided');
  if (kind === 'not_covered') refuse('partner_payout.not_covered');
  if (kind === 'person') refuse('partner_payout.partner_gone');
  note({ subject: subjectOf(payoutId), before: payoutStanding(before), after: payoutStanding(payout) });
  return show(payoutId);
}

/** Payouts of partners. */
export const partnerPayoutHandlers = ({ vault }: Pick<WorkerDeps, 'vault'>): HandlersOf<Contract> => ({
  'partner-payouts.approve': (tenant, tx, call) =>
    take(tenant, tx, call, (decision) => approvePayout(tenant, tx, decision)),
  'partner-payouts.get': (_tenant, _tx, { params }) => show(params.payout_id),
  'partner-payouts.list': async (_tenant, _tx, { query }) => {
    const where = given({ state: query.state, userId: query.user_id });
    const { rows, next_cursor } = await readPage(PartnerPayout, query, where);
    return { items: rows.map(present), next_cursor };
  },
  'partner-payouts.pay': (tenant, tx, call) =>
    take(tenant, tx, call, (decision) => payPayout(tenant, tx, { ...decision, words: call.body.words })),
  'partner-payouts.reject': (tenant, tx, call) =>
    take(tenant, tx, call, (decision) => rejectPayout(tenant, tx, { ...decision, ...call.body })),
  'partner-payouts.reveal': async (tenant, tx, { params, note }) => {
    const { payout_id: payoutId } = params;
    const payout = (await readPayout(tenant, tx, payoutId)) ?? refuse('resource.unknown');
    if (payout.state !== 'approved') refuse('partner_payout.decided');
    const sealed = (await readSealedRequisites(tenant, tx, payoutId)) ?? refuse('partner_payout.unreadable');
    note({ subject: subjectOf(payoutId) });
    return { id: payoutId, requisites: openRequisites(vault, { botId: tenant.botId, payoutId, sealed }) };
  },
});
