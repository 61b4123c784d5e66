import type { cardEndpoints } from '#api/cards.js';
import type { EndpointOutput } from '#api/endpoint.js';
import { TenantPaymentCard } from '#models/tenant-payment-card.js';
import { isUniqueViolation } from '#platform/database.js';
import { demandRoom } from '#services/bots/demand-room.js';
import { hasPayments, sumCardPayments, type CardSums } from '#services/money/card-payments.js';
import type { Call, HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

type Handlers = HandlersOf<typeof cardEndpoints>;
type CardView = EndpointOutput<(typeof cardEndpoints)['cards.get']>;
type Update = Extract<Handlers['cards.update'], (...args: never[]) => unknown>;
type OneCard = Pick<Call, 'note'> & { readonly params: { readonly card_id: string } };

const present = (card: TenantPaymentCard): CardView => ({
  id: card.id,
  card_number: card.cardNumber,
  card_holder_name: card.cardHolderName,
  rotation_strategy: card.rotationStrategy,
  rotation_interval_minutes: card.rotationIntervalMinutes,
  weight: card.weight,
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
export const cardHandlers = (): Handlers => ({
  'cards.activate': (_tenant, _tx, call) => change(call, { isActive: true }),
  'cards.create': async (tenant, tx, { body, note }) => {
    await demandRoom(tenant, tx, 'card');
    const card = await unlessTaken(() =>
      TenantPaymentCard.create({
        cardNumber: body.card_number,
        cardHolderName: body.card_holder_name,
        ...optionsOf(body),
      }),
    );
    const after = present(card);
    note({ subject: subjectOf(card.id), after });
    return after;
  },
  'cards.deactivate': (_tenant, _tx, call) => change(call, { isActive: false }),
  'cards.delete': async (tenant, tx, { params, note, requireMatch }) => {
    const card = await lockRow(TenantPaymentCard, params.card_id, rowLock.forDeletion);
    const before = present(card);
    requireMatch('cards.get', before);
    if (await hasPayments(tenant, tx, card.id)) refuse('card.in_use');
    await card.destroy();
    note({ subject: subjectOf(card.id), before });
    return undefined;
  },
  'cards.get': async (_tenant, _tx, { params }) =>
    present(
      (await TenantPaymentCard.findOne({ where: { id: params.card_id } })) ?? refuse('resource.unknown'),
    ),
  'cards.list': async (_tenant, _tx, { query }) => {
    const where = query.is_active === undefined ? {} : { isActive: query.is_active };
    const { rows, next_cursor } = await readPage(TenantPaymentCard, query, where);
    return { items: rows.map(present), next_cursor };
  },
  'cards.reset-usage': (_tenant, _tx, call) => change(call, { currentUsageCount: 0 }),
  'cards.statistics': async (tenant, tx) => presentSums(await sumCardPayments(tenant, tx)),
  'cards.update': updateCard,
});

async function updateCard(...[tenant, tx, call]: Parameters<Update>): Promise<CardView> {
  const { params, body, note, requireMatch } = call;
  const isRenumbered = body.card_number !== undefined;
  const card = await lockRow(
    TenantPaymentCard,
    params.card_id,
    isRenumbered ? rowLock.forDeletion : rowLock.forChange,
  );
  const before = present(card);
  requireMatch('cards.get', before);
  if (isRenumbered && body.card_number !== card.cardNumber && (await hasPayments(tenant, tx, card.id)))
    refuse('card.in_use', { detail: 'Payments were made on the card, so its number stays: add a new one.' });
  await unlessTaken(() =>
    card.update({
      ...(body.card_number !== undefined && { cardNumber: body.card_number }),
      ...(body.card_holder_name !== undefined && { cardHolderName: body.card_holder_name }),
      ...optionsOf(body),
    }),
  );
  const after = present(card);
  note({ subject: subjectOf(card.id), before, after });
  return after;
}

async function change({ params, note }: OneCard, wish: Partial<TenantPaymentCard>): Promise<CardView> {
  const card = await lockRow(TenantPaymentCard, params.card_id, rowLock.forChange);
  const before = present(card);
  await card.update(wish);
  const after = present(card);
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
  ...(body.is_active !== undefined && { isActive: body.is_active }),
});

async function unlessTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error)) refuse('card.exists');
    throw error;
  }
}

function presentSums(rows: readonly CardSums[]): EndpointOutput<(typeof cardEndpoints)['cards.statistics']> {
  const total = (field: keyof CardSums): number => rows.reduce((sum, row) => sum + Number(row[field]), 0);
  return {
    total: {
      approved_count: total('approved_count'),
      approved_toman: total('approved_toman'),
      pending_count: total('pending_count'),
      pending_toman: total('pending_toman'),
      rejected_count: total('rejected_count'),
      ended_count: total('ended_count'),
    },
    cards: rows.map((row) => ({
      ...row,
      last_used_at: row.last_used_at?.toISOString() ?? null,
      success_percent: percentOf(row.approved_count, row.approved_count + row.rejected_count),
    })),
  };
}

const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1_000) / 10;
