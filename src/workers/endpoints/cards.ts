import type { cardEndpoints } from '#api/cards.js';
import type { EndpointOutput } from '#api/endpoint.js';
import { TenantPaymentCard } from '#models/tenant-payment-card.js';
import { now } from '#platform/clock.js';
import { isUniqueViolation } from '#platform/database.js';
import type { Vault } from '#platform/secrets.js';
import { addCard } from '#services/cards/add-card.js';
import { hasPayments } from '#services/cards/card-payments.js';
import { fingerprintOf, sealNumber } from '#services/cards/seal-number.js';
import { sealOpenCardsOf } from '#services/cards/seal-open-cards.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import { presentCardStatistics, showNumber } from './card-statistics.js';
import type { Call, HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

type Handlers = HandlersOf<typeof cardEndpoints>;
type CardView = EndpointOutput<(typeof cardEndpoints)['cards.get']>;
type Update = Extract<Handlers['cards.update'], (...args: never[]) => unknown>;
type OneCard = Pick<Call, 'note'> & { readonly params: { readonly card_id: string } };

const present = (vault: Vault, card: TenantPaymentCard): CardView => ({
  id: card.id,
  ...showNumber(vault, card),
  card_holder_name: card.cardHolderName,
  rotation_strategy: card.rotationStrategy,
  rotation_interval_minutes: card.rotationIntervalMinutes,
  weight: card.weight,
  day_count_limit: card.dayCountLimit,
  day_sum_limit_toman: card.daySumLimitToman,
  min_toman: card.minToman,
  max_toman: card.maxToman,
  hours_from: card.hoursFrom,
  hours_until: card.hoursUntil,
  is_active: card.isActive,
  success_count: card.successCount,
  failure_count: card.failureCount,
  current_usage_count: card.currentUsageCount,
  last_used_at: card.lastUsedAt?.toISOString() ?? null,
  created_by: card.createdBy,
  created_at: card.createdAt.toISOString(),
  updated_at: card.updatedAt.toISOString(),
});

const subjectOf = (cardId: string): string => `card ${cardId}`;

/** Bank cards on which a bot receives card-to-card payments. */
export const cardHandlers = ({ vault }: Pick<WorkerDeps, 'vault'>): Handlers => ({
  'cards.activate': (_tenant, _tx, call) => change(vault, call, { isActive: true }),
  'cards.create': async (tenant, tx, { body, note }) => {
    const id = await unlessTaken(() =>
      addCard(tenant, tx, { vault, number: body.card_number, holderName: body.card_holder_name }),
    );
    const card = await lockCard(id, rowLock.forChange);
    demandSoundLimits(card.set(optionsOf(body)));
    await card.save();
    const after = present(vault, card);
    note({ subject: subjectOf(id), after });
    return after;
  },
  'cards.deactivate': (_tenant, _tx, call) => change(vault, call, { isActive: false }),
  'cards.delete': async (tenant, tx, { params, note, requireMatch }) => {
    const card = await lockCard(params.card_id, rowLock.forDeletion);
    const before = present(vault, card);
    requireMatch('cards.get', before);
    if (await hasPayments(tenant, tx, card.id))
      await card.update({ deletedAt: new Date(now()), isActive: false });
    else await card.destroy();
    note({ subject: subjectOf(card.id), before });
    return undefined;
  },
  'cards.get': async (_tenant, _tx, { params }) =>
    present(vault, await demandCard(TenantPaymentCard.findOne({ where: { id: params.card_id } }))),
  'cards.list': async (_tenant, _tx, { query }) => {
    const { is_active: isActive } = query;
    const where = { deletedAt: null, ...(isActive !== undefined && { isActive }) };
    const { rows, next_cursor } = await readPage(TenantPaymentCard, query, where);
    return { items: rows.map((card) => present(vault, card)), next_cursor };
  },
  'cards.reset-usage': (_tenant, _tx, call) => change(vault, call, { currentUsageCount: 0 }),
  'cards.statistics': (tenant, tx) => presentCardStatistics(vault, tenant, tx),
  'cards.update': (tenant, tx, call) => updateCard(vault, tenant, tx, call),
});

/** A card that was deleted and is kept for its payments is as unknown as one that never was. */
async function demandCard(found: Promise<TenantPaymentCard | null>): Promise<TenantPaymentCard> {
  const card = await found;
  return card && card.deletedAt === null ? card : refuse('resource.unknown');
}

const lockCard = (id: string, lock: Parameters<typeof lockRow>[2]): Promise<TenantPaymentCard> =>
  demandCard(lockRow(TenantPaymentCard, id, lock));

async function updateCard(vault: Vault, ...[tenant, tx, call]: Parameters<Update>): Promise<CardView> {
  const { params, body, note, requireMatch } = call;
  if (body.card_number !== undefined) await sealOpenCardsOf(tenant, tx, vault);
  const card = await lockCard(
    params.card_id,
    body.card_number === undefined ? rowLock.forChange : rowLock.forDeletion,
  );
  const before = present(vault, card);
  requireMatch('cards.get', before);
  const numbered = await renumbered(vault, card, { tenant, tx, number: body.card_number });
  card.set({
    ...numbered,
    ...(body.card_holder_name !== undefined && { cardHolderName: body.card_holder_name }),
    ...optionsOf(body),
  });
  demandSoundLimits(card);
  await unlessTaken(() => card.save());
  const after = present(vault, card);
  note({ subject: subjectOf(card.id), before, after });
  return after;
}

interface Wish {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly number: string | undefined;
}

/** What the row gets with another number; payments keep the card that they were made on. */
async function renumbered(
  vault: Vault,
  card: TenantPaymentCard,
  { tenant, tx, number }: Wish,
): Promise<Partial<TenantPaymentCard>> {
  const { botId } = tenant;
  if (number === undefined || fingerprintOf(vault, botId, number) === card.cardNumberFingerprint) return {};
  if (await hasPayments(tenant, tx, card.id)) refuse('card.in_use');
  return sealNumber(vault, { botId, cardId: card.id, number });
}

async function change(
  vault: Vault,
  { params, note }: OneCard,
  wish: Partial<TenantPaymentCard>,
): Promise<CardView> {
  const card = await lockCard(params.card_id, rowLock.forChange);
  const before = present(vault, card);
  await card.update(wish);
  const after = present(vault, card);
  note({ subject: subjectOf(card.id), before, after });
  return after;
}

type Options = Partial<Parameters<Update>[2]['body']>;

const optionsOf = (body: Options): Partial<TenantPaymentCard> => ({
  ...(body.rotation_strategy !== undefined && { rotationStrategy: body.rotation_strategy }),
  ...(body.rotation_interval_minutes !== undefined && {
    rotationIntervalMinutes: body.rotation_interval_minutes,
  }),
  ...(body.weight !== undefined && { weight: body.weight }),
  ...(body.day_count_limit !== undefined && { dayCountLimit: body.day_count_limit }),
  ...(body.day_sum_limit_toman !== undefined && { daySumLimitToman: body.day_sum_limit_toman }),
  ...(body.min_toman !== undefined && { minToman: body.min_toman }),
  ...(body.max_toman !== undefined && { maxToman: body.max_toman }),
  ...(body.hours_from !== undefined && { hoursFrom: body.hours_from }),
  ...(body.hours_until !== undefined && { hoursUntil: body.hours_until }),
  ...(body.is_active !== undefined && { isActive: body.is_active }),
});

/** The limits of a card as they are with a change that may name one end of them only. */
function demandSoundLimits({ minToman, maxToman, hoursFrom, hoursUntil }: TenantPaymentCard): void {
  const areAmountsCrossed = minToman !== null && maxToman !== null && minToman > maxToman;
  const isWholeDay = hoursFrom !== null && hoursFrom === hoursUntil;
  if (areAmountsCrossed || isWholeDay || (hoursFrom === null) !== (hoursUntil === null))
    refuse('card.limits_crossed');
}

async function unlessTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error)) refuse('card.exists');
    throw error;
  }
}
