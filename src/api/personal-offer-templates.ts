import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { htmlText, objectPerLanguage, shownLine } from '#platform/text-schemas.js';
import { botEndpoint } from './endpoint.js';
import { id, pageOf, pageQuery, queryFlag, shownNumber, shownToman, sortBy, time } from './schemas.js';

/** What can be offered. */
export const offerKind = z.enum(['discount', 'test_access']).meta({
  description:
    '`discount`: off the next purchase. `test_access`: servers to try with the running subscription for a while',
});
const appliesTo = z.enum(['any', 'purchase', 'renewal']).meta({
  description: '`purchase`: what begins. `renewal`: what goes on or is taken up again',
});
const title = objectPerLanguage(shownLine(100)).meta({
  description: 'Title by language; a language that is left out has the usual words',
});
const words = objectPerLanguage(htmlText).meta({
  description: "Text in Telegram's HTML by language; what the offer is stands below it in any case",
});
const button = objectPerLanguage(shownLine(40)).meta({
  description: 'What the button says with which it is taken',
});
const hours = z.int().min(1);
const openHours = hours.max(2_160).meta({ description: 'For so many hours it can be taken', examples: [48] });
const holdsHours = hours.max(8_760).meta({
  description: 'For so many hours the discount holds, or the servers can be tried, once it is taken',
  examples: [24],
});
const percent = z.int().min(1).max(100).nullable().meta({ description: 'Percent off the price' });
const amount = z
  .int('must be a whole number of toman')
  .min(1)
  .max(100_000_000_000)
  .nullable()
  .meta({ description: 'What comes off the price, in whole toman, in place of a percentage' });
const planIds = z
  .array(id)
  .min(1)
  .max(200)
  .refine((list) => new Set(list).size === list.length, 'names a plan twice')
  .nullable()
  .meta({ description: 'Plans that the discount is for; null: all, and the simple offer' });
const squads = z
  .array(z.uuid())
  .max(200)
  .refine((list) => new Set(list).size === list.length, 'names a squad twice')
  .meta({ description: 'Squads of the panel that can be tried' });

const template = z
  .object({
    id,
    kind: offerKind,
    title,
    text: words,
    button,
    open_hours: shownNumber.meta({ description: 'For so many hours it can be taken' }),
    holds_hours: shownNumber.meta({ description: 'For so many hours it holds once it is taken' }),
    percent: shownNumber.nullable(),
    amount_toman: shownToman.nullable(),
    applies_to: appliesTo,
    plan_ids: z.array(id).nullable(),
    squads: z.array(z.uuid()),
    archived_at: time.nullable().meta({ description: 'Since when it can be sent no more; null: it can be' }),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'PersonalOfferTemplate', description: 'An offer as a bot makes it to people' });

const choices = {
  title,
  text: words,
  button,
  percent,
  amount_toman: amount,
  applies_to: appliesTo,
  plan_ids: planIds,
  squads,
};
const required = { open_hours: openHours, holds_hours: holdsHours };
const change = z
  .strictObject({ ...choices, ...required })
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, 'must name at least one field');

const path = '/bots/{bot_id}/personal-offer-templates';
const params = z.object({ template_id: id });
const faults = ['personal_offer.squads_not_sellable', 'personal_offer.terms', 'plan.unknown'] as const;

/** Offers as a bot makes them to people. */
export const personalOfferTemplateEndpoints = {
  'personal-offer-templates.archive': botEndpoint({
    method: 'DELETE',
    path: `${path}/{template_id}`,
    access: 'tenant',
    params,
    etag: 'checks',
    summary: 'Archive a template of a personal offer',
    description:
      'It can be sent no more and counts no more among those that a bot may have. What was sent by it stays as it is, and a sending that is under way goes on.',
    errors: ['personal_offer.archived', 'resource.unknown'],
  }),
  'personal-offer-templates.create': botEndpoint({
    method: 'POST',
    path,
    access: 'tenant',
    body: z.strictObject({ kind: offerKind, ...z.object(choices).partial().shape, ...required }),
    output: template,
    status: 201,
    location: `${path}/{id}`,
    summary: 'Add a template of a personal offer',
    description: `A discount names \`percent\` or \`amount_toman\`, test access names \`squads\`. A bot has at most ${botBounds.personalOfferTemplates}.`,
    errors: [...faults, 'personal_offer.too_many'],
  }),
  'personal-offer-templates.get': botEndpoint({
    method: 'GET',
    path: `${path}/{template_id}`,
    access: 'tenant',
    params,
    output: template,
    etag: 'gives',
    summary: 'Read a template of a personal offer',
    errors: ['resource.unknown'],
  }),
  'personal-offer-templates.list': botEndpoint({
    method: 'GET',
    path,
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      kind: offerKind.optional(),
      is_archived: queryFlag.optional(),
      sort: sortBy('id'),
    }),
    output: pageOf(template),
    summary: 'List the templates of personal offers',
    errors: ['cursor.invalid'],
  }),
  'personal-offer-templates.update': botEndpoint({
    method: 'PUT',
    path: `${path}/{template_id}`,
    access: 'tenant',
    params,
    body: change,
    output: template,
    etag: 'checks',
    summary: 'Change a template of a personal offer',
    description:
      'Fields that are left out stay as they are. Words are shown as they are now, also of what was sent; what is offered changes for later sendings alone.',
    errors: [...faults, 'personal_offer.archived', 'resource.unknown'],
  }),
} as const;
