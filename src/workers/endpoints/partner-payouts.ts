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
import { readPayout, readSealedRequisites, type Payout } from '#services/partners/payout-rows.js';
import { openRequisites } from '#services/partners/seal-requisites.js';
import { showRequisites } from '#services/partners/show-requisites.js';
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
  shown_at: row.shownAt?.toISOString() ?? null,
  shown_by: row.shownBy,
  shown_by_name: row.shownByName,
  closed_at: row.closedAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

const show = async (id: string): Promise<PayoutView> =>
  present((await PartnerPayout.findOne({ where: { id } })) ?? refuse('resource.unknown'));

const subjectOf = (payoutId: string): string => `payout ${payoutId}`;

type Step = (decision: DecidedBy & { readonly payoutId: string }) => Promise<PayoutDecision>;

/** Where nothing was done, that in the words of the contract. An owner of the bot has its token, and decides also about themselves. */
function demandDone({ kind, payout }: PayoutDecision): Payout {
  if (kind === 'done') return payout;
  if (kind === 'maybe_sent') refuse('partner_payout.maybe_sent');
  if (kind === 'not_covered') refuse('partner_payout.not_covered');
  if (kind === 'person') refuse('partner_payout.partner_gone');
  return refuse('partner_payout.decided');
}

interface StepCall extends Pick<Call, 'note'> {
  readonly params: { readonly payout_id: string };
  /** What the audit log keeps beside it. */
  readonly said?: object;
}

/** Takes a step of a payout. */
async function take(
  tenant: Tenant,
  tx: Tx,
  { params, note, said }: StepCall,
  step: Step,
): Promise<PayoutView> {
  const { payout_id: payoutId } = params;
  const before = (await readPayout(tenant, tx, payoutId)) ?? refuse('resource.unknown');
  const payout = demandDone(await step({ payoutId, ...decidedElsewhere }));
  note({
    subject: subjectOf(payoutId),
    before: payoutStanding(before),
    after: { ...payoutStanding(payout), ...said },
  });
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
  'partner-payouts.reject': (tenant, tx, call) => {
    const { nothing_was_sent: isSaid, ...why } = call.body;
    const nothingWasSent = isSaid ? true : undefined;
    const reject: Step = (decision) => rejectPayout(tenant, tx, { ...decision, ...why, nothingWasSent });
    const said = nothingWasSent && { nothing_was_sent: true };
    return take(tenant, tx, { ...call, said }, reject);
  },
  'partner-payouts.reveal': async (tenant, tx, { params, note }) => {
    const { payout_id: payoutId } = params;
    demandDone(await showRequisites(tenant, tx, { payoutId, ...decidedElsewhere }));
    const sealed = (await readSealedRequisites(tenant, tx, payoutId)) ?? refuse('partner_payout.unreadable');
    note({ subject: subjectOf(payoutId) });
    return { id: payoutId, requisites: openRequisites(vault, { botId: tenant.botId, payoutId, sealed }) };
  },
});
