import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { campaignBonus, shownCampaignBonus, someToman } from './campaign-bonus.js';
import {
  campaignFigures,
  campaignTotals,
  figuresColumns,
  figuresQuery,
  type CampaignFiguresView,
} from './campaign-figures.js';
import { csvOf } from './csv.js';
import { botEndpoint } from './endpoint.js';
import {
  id,
  pageOf,
  pageQuery,
  queryFlag,
  shownNumber,
  shownTelegramId,
  shownToman,
  sortBy,
  text,
  time,
} from './schemas.js';

const startParameter = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,48}$/, 'must be 1 to 48 of A-Z, a-z, 0-9, _ and -')
  .meta({ description: 'What the link carries; capital and small letters differ', examples: ['spring_26'] });

const fields = {
  name: text(100).meta({ description: 'For admins; people do not see it' }),
  is_active: z.boolean().meta({ description: 'Does it give its bonus? It counts in any case' }),
  active_from: time
    .nullable()
    .meta({ description: 'From when it gives its bonus; null: from the beginning' }),
  active_until: time.nullable().meta({ description: 'Until when; null: for good' }),
  cost_toman: someToman.nullable().meta({ description: 'What it costs in all; null: not known' }),
  bonus: campaignBonus
    .nullable()
    .meta({ description: 'What people get who register by the link; null: nothing' }),
};

const campaign = z
  .object({
    id,
    start_parameter: z.string(),
    link: z
      .string()
      .nullable()
      .meta({
        description: 'The link that is advertised; null: the bot has no @name yet',
        examples: ['https://t.me/saffron_vpn_bot?start=spring_26'],
      }),
    name: z.string(),
    is_active: z.boolean(),
    active_from: time.nullable(),
    active_until: time.nullable(),
    cost_toman: shownToman.nullable(),
    bonus: shownCampaignBonus.nullable(),
    deleted_at: time.nullable().meta({ description: 'It is kept for its statistics only' }),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Campaign', description: 'An advertising link of a bot' });

const person = z
  .object({
    user_id: id,
    telegram_id: shownTelegramId,
    username: z.string().nullable(),
    first_name: z.string(),
    last_name: z.string().nullable(),
    status: z.enum(['active', 'blocked', 'deleted']),
    visits: shownNumber.meta({ description: 'How often they opened the link' }),
    first_visit_at: time.nullable(),
    last_visit_at: time.nullable(),
    registered_at: time.nullable().meta({ description: 'When they registered by the link' }),
    bonus: z.string().nullable().meta({ description: 'Kind of the bonus that they got; null: none' }),
    bonus_refusal: z.string().nullable().meta({
      description:
        '`channel` (it waits until they are in the channels for a trial), `ended`, `not_new`, `not_sellable`, `panel`, `unpriced` or `wallet`: why they did not get the bonus of the campaign',
    }),
    has_had_trial: z.boolean(),
    has_paid: z.boolean(),
  })
  .meta({ id: 'CampaignPerson', description: 'Somebody whom a campaign brought' });
type Person = z.output<typeof person>;
const personColumns = Object.keys(person.shape) as readonly (keyof Person)[];

const params = z.object({ campaign_id: id });
const path = '/bots/{bot_id}/campaigns/{campaign_id}';
const one = { access: 'tenant', params, output: campaign, errors: ['resource.unknown'] } as const;
/** People of one export. */
const mostExported = 5_000;

/** Advertising links. */
export const campaignEndpoints = {
  'campaigns.create': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/campaigns',
    access: 'tenant',
    body: z.strictObject({
      start_parameter: startParameter,
      ...z.object(fields).partial().required({ name: true }).shape,
    }),
    output: campaign,
    status: 201,
    location: '/bots/{bot_id}/campaigns/{id}',
    summary: 'Add a campaign',
    description: `At most ${botBounds.campaigns}. Its start parameter stays as it is: links with it are out in the world.`,
    errors: [
      'campaign.parameter_reserved',
      'campaign.parameter_taken',
      'campaign.period',
      'campaign.too_many',
      'plan.squads_not_sellable',
      'plan.unknown',
    ],
  }),
  'campaigns.delete': botEndpoint({
    method: 'DELETE',
    path,
    access: 'tenant',
    params,
    etag: 'checks',
    summary: 'Delete a campaign',
    description:
      'From then on its link is that of no campaign; who opened it before still counts when they register, without a bonus. Where anybody opened it, it is hidden and kept for its statistics, and its start parameter stays taken.',
    errors: ['campaign.deleted', 'resource.unknown'],
  }),
  'campaigns.export': botEndpoint({
    method: 'GET',
    path: `${path}/people/export`,
    access: 'tenant',
    params,
    query: z.object({
      after_user_id: id.optional().meta({ description: 'The last `user_id` of the export before' }),
      format: z.enum(['json', 'csv']).default('csv').meta({ description: 'Form of the answer' }),
    }),
    output: z.object({ items: z.array(person) }),
    asCsv: ({ items }: { readonly items: readonly Person[] }) => csvOf(personColumns, items),
    summary: 'Export the people whom a campaign brought',
    description: `At most ${mostExported} at a time, by \`user_id\`.`,
    errors: ['resource.unknown'],
  }),
  'campaigns.figures': botEndpoint({
    method: 'GET',
    path: `${path}/statistics`,
    access: 'tenant',
    params,
    query: z.object(figuresQuery),
    output: campaignFigures,
    asCsv: (row: CampaignFiguresView) => csvOf(figuresColumns, [row]),
    summary: 'Read what a campaign brought',
    description: 'With `from` or `until`: all that people did up to now who first opened the link then.',
    errors: ['resource.unknown'],
  }),
  'campaigns.get': botEndpoint({ ...one, method: 'GET', path, etag: 'gives', summary: 'Read a campaign' }),
  'campaigns.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/campaigns',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      is_active: queryFlag.optional(),
      is_deleted: queryFlag.optional().meta({ description: '`true`: those that are deleted, instead' }),
      search: text(100).optional().meta({ description: 'Part of the name' }),
      sort: sortBy('id', 'name'),
    }),
    output: pageOf(campaign),
    summary: 'List the campaigns of a bot',
    errors: ['cursor.invalid'],
  }),
  'campaigns.people': botEndpoint({
    method: 'GET',
    path: `${path}/people`,
    access: 'tenant',
    params,
    query: z.object({ ...pageQuery, sort: sortBy('id') }),
    output: pageOf(person),
    summary: 'List the people whom a campaign brought',
    errors: ['cursor.invalid', 'resource.unknown'],
  }),
  'campaigns.statistics': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/campaigns/statistics',
    access: 'tenant',
    query: z.object(figuresQuery),
    output: z.object({
      total: campaignTotals,
      items: z.array(campaignFigures).meta({
        description: 'Each campaign, those with the most registrations first; at most 500',
      }),
    }),
    asCsv: ({ items }: { readonly items: readonly CampaignFiguresView[] }) => csvOf(figuresColumns, items),
    summary: 'Read what all campaigns brought',
    description:
      'With `from` or `until`: all that people did up to now who first opened a link then. Deleted campaigns count with what they brought. A person who opened several links is among the people of each, and registers by one.',
  }),
  'campaigns.update': botEndpoint({
    ...one,
    method: 'PUT',
    path,
    body: z
      .strictObject(fields)
      .partial()
      .refine((changes) => Object.keys(changes).length > 0, 'must name at least one field'),
    etag: 'checks',
    summary: 'Change a campaign',
    description: 'Fields that are left out stay as they are. What people got stays as it was given.',
    errors: [
      'campaign.deleted',
      'campaign.period',
      'plan.squads_not_sellable',
      'plan.unknown',
      'resource.unknown',
    ],
  }),
} as const;
