import type { EndpointOutput } from '#api/endpoint.js';
import type { personalOfferEndpoints } from '#api/personal-offers.js';
import { PersonalOfferSending } from '#models/personal-offer-sending.js';
import { PersonalOfferTemplate } from '#models/personal-offer-template.js';
import { PersonalOffer } from '#models/personal-offer.js';
import { User } from '#models/user.js';
import { now } from '#platform/clock.js';
import { findDiscounts, listDiscounts, type GivenDiscount } from '#services/discounts/list-discounts.js';
import { countSendings, type SendingCounts } from '#services/personal-offers/count-sendings.js';
import { revokeOffer } from '#services/personal-offers/revoke-offer.js';
import { startSending, stopSending, type Addressed } from '#services/personal-offers/start-sending.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { given } from './conditions.js';
import type { HandlersOf } from './handler.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

type Contract = typeof personalOfferEndpoints;
type Handlers = HandlersOf<Contract>;
type SendingView = EndpointOutput<Contract['personal-offer-sendings.get']>;
type OfferView = EndpointOutput<Contract['personal-offers.get']>;
type DiscountView = EndpointOutput<Contract['users.discounts']>['items'][number];
type Create = Extract<Handlers['personal-offer-sendings.create'], (...args: never[]) => unknown>;

/** Offers to single people, and the discounts that they have. */
export const personalOfferHandlers = (): Handlers => ({
  'personal-offer-sendings.create': create,
  'personal-offer-sendings.get': (tenant, tx, { params }) => readSending(tenant, tx, params.sending_id),
  'personal-offer-sendings.list': async (tenant, tx, { query }) => {
    const where = given({ templateId: query.template_id, state: query.state });
    const { rows, next_cursor } = await readPage(PersonalOfferSending, query, where);
    const countsOf = await countSendings(
      tenant,
      tx,
      rows.map(({ id }) => id),
    );
    return { items: rows.map((row) => presentSending(row, countsOf(row.id))), next_cursor };
  },
  'personal-offer-sendings.stop': async (tenant, tx, { params, note }) => {
    const { sending_id: sendingId } = params;
    const before = await readSending(tenant, tx, sendingId);
    if (!(await stopSending(tenant, tx, { sendingId, at: new Date(now()) }))) refuse('personal_offer.ended');
    const after = await readSending(tenant, tx, sendingId);
    note({ subject: `personal offer sending ${sendingId}`, before, after });
    return after;
  },
  'personal-offers.get': (tenant, tx, { params }) => readOffer(tenant, tx, params.offer_id),
  'personal-offers.list': async (tenant, tx, { query }) => {
    const where = given({ userId: query.user_id, sendingId: query.sending_id, kind: query.kind });
    const { rows, next_cursor } = await readPage(PersonalOffer, query, where);
    return { items: await presentOffers(tenant, tx, rows), next_cursor };
  },
  'personal-offers.revoke': async (tenant, tx, { params, note }) => {
    const { offer_id: offerId } = params;
    const before = await readOffer(tenant, tx, offerId);
    if (!(await revokeOffer(tenant, tx, { offerId, at: new Date(now()) }))) refuse('personal_offer.ended');
    const after = await readOffer(tenant, tx, offerId);
    note({ subject: `personal offer ${offerId}`, before, after });
    return after;
  },
  'users.discounts': async (tenant, tx, { params }) => {
    const { user_id: userId } = params;
    if (!(await User.findOne({ where: { id: userId }, attributes: ['id'] }))) refuse('resource.unknown');
    return { items: (await listDiscounts(tenant, tx, userId)).map(presentDiscount) };
  },
});

async function create(...[tenant, tx, { body, note }]: Parameters<Create>): Promise<SendingView> {
  const template = await PersonalOfferTemplate.findOne({
    where: { id: body.template_id },
    lock: 'KEY SHARE' as never,
  });
  if (!template) refuse('personal_offer.template_unknown');
  if (template.archivedAt !== null) refuse('personal_offer.archived');
  const sendingId = await startSending(tenant, tx, {
    templateId: template.id,
    offering: template,
    to: addressedBy(body),
  });
  const after = await readSending(tenant, tx, sendingId);
  note({ subject: `personal offer sending ${sendingId}`, after });
  return after;
}

function addressedBy({
  user_id: userId,
  segment,
  group_id: groupId,
}: Parameters<Create>[2]['body']): Addressed {
  if (userId !== undefined) return { userId };
  if (segment === 'group') return { segment, groupId: groupId ?? refuse('personal_offer.group_unknown') };
  return { segment: segment ?? refuse('resource.unknown') };
}

async function readSending(tenant: Tenant, tx: Tx, id: string): Promise<SendingView> {
  const row = (await PersonalOfferSending.findOne({ where: { id } })) ?? refuse('resource.unknown');
  return presentSending(row, (await countSendings(tenant, tx, [id]))(id));
}

const presentSending = (row: PersonalOfferSending, counts: SendingCounts): SendingView => ({
  id: row.id,
  template_id: row.templateId,
  kind: row.kind,
  audience: row.audience as SendingView['audience'],
  user_id: row.userId,
  group_id: row.groupId,
  state: row.state,
  people_count: row.peopleCount,
  looked_count: row.lookedCount,
  sent_count: row.sentCount,
  taken_count: counts.taken,
  used_count: counts.used,
  revenue_toman: counts.revenueToman,
  ended_at: row.endedAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

async function readOffer(tenant: Tenant, tx: Tx, id: string): Promise<OfferView> {
  const row = (await PersonalOffer.findOne({ where: { id } })) ?? refuse('resource.unknown');
  const [view] = await presentOffers(tenant, tx, [row]);
  return view ?? refuse('resource.unknown');
}

async function presentOffers(tenant: Tenant, tx: Tx, rows: readonly PersonalOffer[]): Promise<OfferView[]> {
  const discounts = await findDiscounts(
    tenant,
    tx,
    rows.flatMap(({ discountId }) => discountId ?? []),
  );
  const byId = new Map(discounts.map((one) => [one.id, one]));
  return rows.map((row) => presentOffer(row, byId.get(row.discountId ?? '')));
}

const isoOf = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

const presentOffer = (row: PersonalOffer, discount: GivenDiscount | undefined): OfferView => ({
  id: row.id,
  user_id: row.userId,
  kind: row.kind,
  sending_id: row.sendingId,
  state: stateOf(row, discount),
  sent_at: row.sentAt.toISOString(),
  open_until: row.openUntil.toISOString(),
  taken_at: isoOf(row.takenAt),
  discount_id: row.discountId,
  discount_until: isoOf(discount?.validUntil),
  used_at: isoOf(discount?.usedAt),
  order_id: discount?.orderId ?? null,
  subscription_id: row.subscriptionId,
  squads: row.squads,
  access_until: isoOf(row.accessUntil),
  ended_at: isoOf(row.endedAt),
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

function stateOf(row: PersonalOffer, discount: GivenDiscount | undefined): OfferView['state'] {
  const { endReason, takenAt, openUntil, accessUntil } = row;
  if (endReason) return endReason;
  if (discount?.usedAt) return 'used';
  const until = takenAt ? (accessUntil ?? discount?.validUntil) : openUntil;
  if (!until || until.getTime() <= now()) return 'over';
  return takenAt ? 'taken' : 'open';
}

const presentDiscount = (one: GivenDiscount): DiscountView => ({
  id: one.id,
  kind: one.kind,
  percent: one.percent,
  amount_toman: one.amountToman,
  applies_to: one.appliesTo,
  plan_ids: one.planIds && [...one.planIds],
  state: one.usedAt ? 'used' : one.validUntil.getTime() > now() ? 'running' : 'over',
  valid_until: one.validUntil.toISOString(),
  used_at: one.usedAt?.toISOString() ?? null,
  order_id: one.orderId,
  created_at: one.createdAt.toISOString(),
});
