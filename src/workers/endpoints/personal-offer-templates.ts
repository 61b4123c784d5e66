import { Op } from 'sequelize';
import type { EndpointOutput } from '#api/endpoint.js';
import type { personalOfferTemplateEndpoints } from '#api/personal-offer-templates.js';
import { PersonalOfferTemplate, type WordsByLanguage } from '#models/personal-offer-template.js';
import { now } from '#platform/clock.js';
import { demandRoom } from '#services/bots/demand-room.js';
import { readTerms } from '#services/orders/terms.js';
import { arePlans } from '#services/personal-offers/are-plans.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';

type Contract = typeof personalOfferTemplateEndpoints;
type Handlers = HandlersOf<Contract>;
type TemplateView = EndpointOutput<Contract['personal-offer-templates.get']>;
type Update = Extract<Handlers['personal-offer-templates.update'], (...args: never[]) => unknown>;

const present = (row: PersonalOfferTemplate): TemplateView => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  text: row.words,
  button: row.button,
  open_hours: row.openHours,
  holds_hours: row.holdsHours,
  percent: row.percent,
  amount_toman: row.amountToman,
  applies_to: row.appliesTo,
  plan_ids: row.planIds,
  squads: row.squads,
  archived_at: row.archivedAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

const subjectOf = (templateId: string): string => `personal offer template ${templateId}`;

/** Offers as a bot makes them to people. */
export const personalOfferTemplateHandlers = (): Handlers => ({
  'personal-offer-templates.archive': async (_tenant, _tx, { params, note, requireMatch }) => {
    const row = await lockSent(params.template_id);
    const before = present(row);
    requireMatch('personal-offer-templates.get', before);
    await row.update({ archivedAt: new Date(now()) });
    note({ subject: subjectOf(row.id), before });
    return undefined;
  },
  'personal-offer-templates.create': async (tenant, tx, { body, note }) => {
    await demandRoom(tenant, tx, 'personal_offer_template');
    const row = PersonalOfferTemplate.build({
      ...{ kind: body.kind, title: {}, words: {}, button: {} },
      ...{ openHours: body.open_hours, holdsHours: body.holds_hours },
      ...{ percent: null, amountToman: null, planIds: null },
      ...changesOf(body),
    });
    await demandSound(tenant, tx, row);
    await row.save();
    await row.reload();
    const after = present(row);
    note({ subject: subjectOf(row.id), after });
    return after;
  },
  'personal-offer-templates.get': async (_tenant, _tx, { params }) =>
    present(
      (await PersonalOfferTemplate.findOne({ where: { id: params.template_id } })) ??
        refuse('resource.unknown'),
    ),
  'personal-offer-templates.list': async (_tenant, _tx, { query }) => {
    const { kind, is_archived: isArchived } = query;
    const { rows, next_cursor } = await readPage(PersonalOfferTemplate, query, {
      ...(kind !== undefined && { kind }),
      ...(isArchived !== undefined && { archivedAt: isArchived ? { [Op.ne]: null } : null }),
    });
    return { items: rows.map(present), next_cursor };
  },
  'personal-offer-templates.update': async (tenant, tx, { params, body, note, requireMatch }) => {
    const row = await lockSent(params.template_id);
    const before = present(row);
    requireMatch('personal-offer-templates.get', before);
    row.set(changesOf(body));
    await demandSound(tenant, tx, row);
    await row.save();
    const after = present(row);
    note({ subject: subjectOf(row.id), before, after });
    return after;
  },
});

async function lockSent(id: string): Promise<PersonalOfferTemplate> {
  const row = await lockRow(PersonalOfferTemplate, id, rowLock.forChange);
  return row.archivedAt === null ? row : refuse('personal_offer.archived');
}

/** A discount is a percentage or a sum; test access names servers, and has nothing of a discount. */
function isSound({ kind, percent, amountToman, planIds, appliesTo, squads }: PersonalOfferTemplate): boolean {
  if (kind === 'discount') return (percent === null) !== (amountToman === null) && squads.length === 0;
  return (
    percent === null && amountToman === null && planIds === null && appliesTo === 'any' && squads.length > 0
  );
}

/** Is what it offers the bot's to give? */
async function demandSound(tenant: Tenant, tx: Tx, row: PersonalOfferTemplate): Promise<void> {
  const { planIds, squads } = row;
  if (!isSound(row)) refuse('personal_offer.terms');
  if (planIds && !(await arePlans(tenant, tx, planIds))) refuse('plan.unknown');
  if (squads.length === 0) return;
  const { sellable_squads: sellable } = (await readTerms(tenant, tx)).values;
  if (sellable.length > 0 && squads.some((squad) => !sellable.includes(squad)))
    refuse('personal_offer.squads_not_sellable');
}

type Body = Partial<Parameters<Update>[2]['body']>;

const changesOf = (body: Body): Partial<PersonalOfferTemplate> => ({
  ...(body.title !== undefined && { title: body.title as WordsByLanguage }),
  ...(body.text !== undefined && { words: body.text as WordsByLanguage }),
  ...(body.button !== undefined && { button: body.button as WordsByLanguage }),
  ...(body.open_hours !== undefined && { openHours: body.open_hours }),
  ...(body.holds_hours !== undefined && { holdsHours: body.holds_hours }),
  ...(body.percent !== undefined && { percent: body.percent }),
  ...(body.amount_toman !== undefined && { amountToman: body.amount_toman }),
  ...(body.applies_to !== undefined && { appliesTo: body.applies_to }),
  ...(body.plan_ids !== undefined && { planIds: body.plan_ids }),
  ...(body.squads !== undefined && { squads: body.squads }),
});
