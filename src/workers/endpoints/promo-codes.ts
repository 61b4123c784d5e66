import { Op } from 'sequelize';
import type { EndpointOutput } from '#api/endpoint.js';
import type { promoCodeEndpoints } from '#api/promo-codes.js';
import { PromoCodeUse } from '#models/promo-code-use.js';
import { PromoCode } from '#models/promo-code.js';
import { User } from '#models/user.js';
import { readPromoCode } from '#platform/promo-code-key.js';
import { deleteCode } from '#services/promo-codes/delete-codes.js';
import { demandPlans, makeCodes } from '#services/promo-codes/make-codes.js';
import { demandSoundTerms } from '#services/promo-codes/sound-terms.js';
import { sumUses, type KindSums } from '#services/promo-codes/sum-uses.js';
import { readSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { between, given } from './conditions.js';
import type { HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { effectFrom, presentCode, codeTermsFrom, type PromoCodeView } from './promo-code-fields.js';
import { refuse } from './refuse.js';

type Endpoints = typeof promoCodeEndpoints;
type Handlers = HandlersOf<Endpoints>;
type Update = Extract<Handlers['promo-codes.update'], (...args: never[]) => unknown>;
type UseView = EndpointOutput<Endpoints['promo-codes.uses']>['items'][number];

/** Rows of an answer in CSV. */
const mostCsvRows = 10_000;

const subjectOf = (codeId: string): string => `promo code ${codeId}`;

async function usernameOf(tenant: Tenant, tx: Tx): Promise<string> {
  const { settings } = (await readSnapshot(tenant, tx)) ?? refuse('bot.unknown');
  return settings.username;
}

const presentOne = async (tenant: Tenant, tx: Tx, row: PromoCode): Promise<PromoCodeView> =>
  presentCode(row, await usernameOf(tenant, tx));

/** A code that was deleted and is kept for its uses is as unknown as one that never was. */
const demandCode = (row: PromoCode | null): PromoCode =>
  row && row.deletedAt === null ? row : refuse('resource.unknown');

/** Promo codes, and who used them. */
export const promoCodeHandlers = (): Handlers => ({
  'promo-codes.create': async (tenant, tx, { body, note }) => {
    const { code, effect, ...terms } = body;
    const [id] = await makeCodes(tenant, tx, {
      ...{ codes: [code], effect: effectFrom(effect), terms: codeTermsFrom(terms) },
    });
    if (id === undefined) refuse('promo_code.exists');
    const row = demandCode(await PromoCode.findOne({ where: { id } }));
    const after = await presentOne(tenant, tx, row);
    note({ subject: subjectOf(row.id), after });
    return after;
  },
  'promo-codes.delete': async (tenant, tx, { params, note, requireMatch }) => {
    const row = demandCode(await lockRow(PromoCode, params.promo_code_id, rowLock.forDeletion));
    const before = await presentOne(tenant, tx, row);
    requireMatch('promo-codes.get', before);
    await deleteCode(tenant, tx, row.id);
    note({ subject: subjectOf(row.id), before });
    return undefined;
  },
  'promo-codes.get': async (tenant, tx, { params }) =>
    presentOne(tenant, tx, demandCode(await PromoCode.findOne({ where: { id: params.promo_code_id } }))),
  'promo-codes.list': async (tenant, tx, { query }) => {
    const { code, batch_id: batchId, is_single: isSingle, kind, is_active: isActive } = query;
    const where = {
      deletedAt: null,
      ...given({ kind, isActive, batchId }),
      ...(isSingle !== undefined &&
        batchId === undefined && { batchId: isSingle ? null : { [Op.ne]: null } }),
      ...(code !== undefined && { codeKey: readPromoCode(code)?.key ?? '' }),
    };
    const { rows, next_cursor } = await readPage(
      PromoCode,
      { ...query, limit: limitOf(query) },
      { [Op.and]: [where, afterOf(query)] },
    );
    const username = await usernameOf(tenant, tx);
    return { items: rows.map((row) => presentCode(row, username)), next_cursor };
  },
  'promo-codes.statistics': async (tenant, tx, { query: { from, to, code_id: codeId } }) => {
    const period = {
      from: from === undefined ? new Date(0) : new Date(from),
      to: to === undefined ? farAhead : new Date(to),
    };
    const sums = await sumUses(tenant, tx, { ...period, ...(codeId !== undefined && { codeId }) });
    return { items: sums.map(presentSums) };
  },
  'promo-codes.update': updateCode,
  'promo-codes.uses': async (_tenant, _tx, { query }) => {
    const { batch_id: batchId, code_id: codeId, user_id: userId, from, to } = query;
    const ofBatch = batchId === undefined ? undefined : await usedCodesOf(batchId);
    const codeIds = ofBatch && codeId !== undefined ? ofBatch.filter((id) => id === codeId) : ofBatch;
    const where = given({ codeId: codeIds ?? codeId, userId, createdAt: between(from, to) });
    const { rows, next_cursor } = await readPage(
      PromoCodeUse,
      { ...query, limit: limitOf(query) },
      { [Op.and]: [where, afterOf(query)] },
    );
    return { items: await presentUses(rows), next_cursor };
  },
});

const farAhead = new Date('9999-12-31T00:00:00Z');

const limitOf = ({ format, limit }: { readonly format: 'csv' | 'json'; readonly limit: number }): number =>
  format === 'csv' ? mostCsvRows : limit;

const afterOf = ({ after_id: id }: { readonly after_id?: string | undefined }) =>
  id === undefined ? {} : { id: { [Op.gt]: id } };

async function updateCode(...[tenant, tx, call]: Parameters<Update>): Promise<PromoCodeView> {
  const { params, body, note, requireMatch } = call;
  const row = demandCode(await lockRow(PromoCode, params.promo_code_id, rowLock.forChange));
  const before = await presentOne(tenant, tx, row);
  requireMatch('promo-codes.get', before);
  const terms = codeTermsFrom(body, row);
  demandSoundTerms(terms);
  await demandPlans(tenant, tx, body.audience_plan_ids ?? []);
  const { audiencePlanIds, ...rest } = terms;
  await row.update({ ...rest, audiencePlanIds: audiencePlanIds && [...audiencePlanIds] });
  const after = await presentOne(tenant, tx, row);
  note({ subject: subjectOf(row.id), before, after });
  return after;
}

/** The numbers of the codes of a batch that were used: a batch has 10,000 at most. */
async function usedCodesOf(batchId: string): Promise<string[]> {
  const rows = await PromoCode.findAll({
    where: { batchId, useCount: { [Op.gt]: 0 } },
    attributes: ['id'],
  });
  return rows.map(({ id }) => id);
}

async function presentUses(rows: readonly PromoCodeUse[]): Promise<UseView[]> {
  const idsOf = (ids: readonly string[]) => ({ where: { id: [...new Set(ids)] } });
  const codes = await PromoCode.findAll({
    ...idsOf(rows.map(({ codeId }) => codeId)),
    attributes: ['id', 'code', 'batchId'],
  });
  const people = await User.findAll({
    ...idsOf(rows.map(({ userId }) => userId)),
    attributes: ['id', 'telegramId'],
  });
  const codeOf = new Map(codes.map((code) => [code.id, code]));
  const telegramIdOf = new Map(people.map(({ id, telegramId }) => [id, telegramId]));
  return rows.map((row) => ({
    id: row.id,
    code_id: row.codeId,
    code: codeOf.get(row.codeId)?.code ?? '',
    batch_id: codeOf.get(row.codeId)?.batchId ?? null,
    user_id: row.userId,
    telegram_id: telegramIdOf.get(row.userId) ?? '0',
    transaction_id: row.transactionId,
    subscription_id: row.subscriptionId,
    discount_id: row.discountId,
    used_at: row.createdAt.toISOString(),
    taken_back_at: row.takenBackAt?.toISOString() ?? null,
  }));
}

const presentSums = (sums: KindSums) => ({
  kind: sums.kind,
  use_count: sums.useCount,
  person_count: sums.personCount,
  given_toman: sums.givenToman,
  given_days: sums.givenDays,
  given_gb: sums.givenGb,
  discounted_sales_count: sums.discountedCount,
  discounted_sales_toman: sums.discountedToman,
});
