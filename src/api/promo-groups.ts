import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { csvOf } from './csv.js';
import { botEndpoint } from './endpoint.js';
import {
  id,
  pageOf,
  pageQuery,
  shownNumber,
  shownTelegramId,
  shownToman,
  sortBy,
  text,
  time,
  toman,
} from './schemas.js';

const mostPeriods = 20;

const percent = z.int('must be a whole number of percent').min(0).max(100);
const days = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, 'must be a whole number of days from 1 to 3650')
  .refine((written) => Number(written) <= 3_650, 'must be a whole number of days from 1 to 3650');
const periodPercents = z
  .record(days, percent)
  .refine((percents) => Object.keys(percents).length <= mostPeriods, `names more than ${mostPeriods} periods`)
  .meta({
    description: 'Percent off a plan, by the days of its period; the greater of these and the bot’s counts',
    examples: [{ '30': 5, '90': 10 }],
  });
const trafficPercent = percent.meta({ description: 'Percent off traffic that is bought on top' });
const devicePercent = percent.meta({ description: 'Percent off devices that are bought on top' });
const priority = z.int().min(0).max(1_000).meta({
  description: 'Of a person’s groups that of the highest priority counts; of equal ones, the oldest',
});
const spent = toman
  .min(1)
  .max(1_000_000_000_000)
  .nullable()
  .meta({ description: 'Who has paid so much for orders comes into it by themselves; null: nobody does' });
const squads = z
  .array(z.uuid())
  .max(200)
  .refine((list) => new Set(list).size === list.length, 'names a squad twice')
  .meta({
    description:
      'Squads of the panel that its people have with what they buy, beside those that a plan names; none: no more than others',
  });

const group = z
  .object({
    id,
    name: z.string().meta({ description: 'Name that people see' }),
    priority: shownNumber,
    period_percents: z.record(z.string(), shownNumber).meta({ description: 'By the days of a period' }),
    traffic_percent: shownNumber,
    device_percent: shownNumber,
    spent_toman: shownToman.nullable(),
    squads,
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'PromoGroup', description: 'A group of people who pay less' });

const givenBy = z
  .enum(['admin', 'promo_code', 'spending'])
  .meta({ description: 'How the person came into it' });
const member = z
  .object({ user_id: id, group_id: id, given_by: givenBy, created_at: time })
  .meta({ id: 'PromoGroupMember', description: 'A person in a group' });

const exported = z
  .object({
    user_id: id,
    telegram_id: shownTelegramId,
    username: z.string().nullable(),
    first_name: z.string(),
    last_name: z.string().nullable(),
    status: z.enum(['active', 'blocked', 'deleted']),
    given_by: givenBy,
    joined_at: time,
  })
  .meta({ id: 'PromoGroupExport', description: 'A person in a group, with who they are' });
type Exported = z.output<typeof exported>;
const exportedColumns = Object.keys(exported.shape) as readonly (keyof Exported)[];
/** People of one export. */
const mostExported = 5_000;

const counts = z
  .object({
    items: z.array(
      z.object({
        group_id: id,
        name: z.string(),
        members: shownNumber.meta({ description: 'People in it' }),
        by_admin: shownNumber.meta({ description: 'Of them, whom an admin took in' }),
        by_promo_code: shownNumber,
        by_spending: shownNumber,
      }),
    ),
  })
  .meta({ id: 'PromoGroupStatistics', description: 'How many people are in each group' });

const wish = {
  name: text(100).meta({ description: 'Name that people see' }),
  priority,
  period_percents: periodPercents,
  traffic_percent: trafficPercent,
  device_percent: devicePercent,
  spent_toman: spent,
  squads,
};
const change = z
  .strictObject(wish)
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, 'must name at least one field');

const params = z.object({ group_id: id });
const ofOne = z.object({ group_id: id, user_id: id });
const all = '/bots/{bot_id}/promo-groups';
const path = '/bots/{bot_id}/promo-groups/{group_id}';
const list = {
  method: 'GET',
  access: 'tenant',
  output: pageOf(member),
  errors: ['cursor.invalid', 'resource.unknown'],
} as const;

/** Groups of people who pay less, and who is in them. */
export const promoGroupEndpoints = {
  'promo-groups.add-member': botEndpoint({
    method: 'PUT',
    path: `${path}/members/{user_id}`,
    access: 'tenant',
    params: ofOne,
    output: member,
    summary: 'Take a person into a group',
    description:
      'Doing it twice is doing it once. Who came into it by spending is from then on in it by the admin, so that no refund takes them out.',
    errors: ['resource.unknown'],
  }),
  'promo-groups.create': botEndpoint({
    method: 'POST',
    path: all,
    access: 'tenant',
    body: z.strictObject(wish).partial().required({ name: true }),
    output: group,
    status: 201,
    location: '/bots/{bot_id}/promo-groups/{id}',
    summary: 'Add a group',
    description: `At most ${botBounds.promoGroups}. Left out: nothing off, priority 0, nobody comes into it by spending. Whoever has reached its threshold already is taken in soon, and told.`,
    errors: ['plan.squads_not_sellable', 'promo_group.exists', 'promo_group.too_many'],
  }),
  'promo-groups.delete': botEndpoint({
    method: 'DELETE',
    path,
    access: 'tenant',
    params,
    query: z.object({
      drop_members: z
        .enum(['true', 'false'])
        .transform((word) => word === 'true')
        .optional()
        .meta({ description: '`true`: whoever is in it is taken out' }),
    }),
    etag: 'checks',
    summary: 'Delete a group',
    errors: ['promo_group.has_members', 'promo_group.in_use', 'resource.unknown'],
  }),
  'promo-groups.drop-member': botEndpoint({
    method: 'DELETE',
    path: `${path}/members/{user_id}`,
    access: 'tenant',
    params: ofOne,
    summary: 'Take a person out of a group',
    description:
      'Who has paid enough for it comes into it again with their next purchase, as long as it has a threshold.',
    errors: ['resource.unknown'],
  }),
  'promo-groups.export-members': botEndpoint({
    method: 'GET',
    path: `${path}/members/export`,
    access: 'tenant',
    params,
    query: z.object({
      after_user_id: id.optional().meta({ description: 'The last `user_id` of the export before' }),
      format: z.enum(['json', 'csv']).default('csv').meta({ description: 'Form of the answer' }),
    }),
    output: z.object({ items: z.array(exported) }),
    asCsv: ({ items }: { readonly items: readonly Exported[] }) => csvOf(exportedColumns, items),
    summary: 'Export the people of a group',
    description: `At most ${mostExported} at a time, by \`user_id\`.`,
    errors: ['resource.unknown'],
  }),
  'promo-groups.get': botEndpoint({
    method: 'GET',
    path,
    access: 'tenant',
    params,
    output: group,
    etag: 'gives',
    summary: 'Read a group',
    errors: ['resource.unknown'],
  }),
  'promo-groups.list': botEndpoint({
    method: 'GET',
    path: all,
    access: 'tenant',
    query: z.object({ ...pageQuery, sort: sortBy('id', 'name', 'priority') }),
    output: pageOf(group),
    summary: 'List the groups of a bot',
    errors: ['cursor.invalid'],
  }),
  'promo-groups.members': botEndpoint({
    ...list,
    path: `${path}/members`,
    params,
    query: z.object({ ...pageQuery, sort: sortBy('id'), given_by: givenBy.optional() }),
    summary: 'List the people of a group',
    description: 'In the order in which they came; `sort=-id` has the newest first.',
  }),
  'promo-groups.of-user': botEndpoint({
    ...list,
    path: '/bots/{bot_id}/users/{user_id}/promo-groups',
    params: z.object({ user_id: id }),
    query: z.object({ ...pageQuery, sort: sortBy('id') }),
    summary: 'List the groups of a person',
  }),
  'promo-groups.statistics': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/promo-groups/statistics',
    access: 'tenant',
    output: counts,
    summary: 'Count the people of each group',
  }),
  'promo-groups.update': botEndpoint({
    method: 'PUT',
    path,
    access: 'tenant',
    params,
    body: change,
    output: group,
    etag: 'checks',
    summary: 'Change a group',
    description:
      'Fields that are left out stay as they are. Whoever has reached a new threshold already is taken in soon, and told; nobody leaves because it rises.',
    errors: ['plan.squads_not_sellable', 'promo_group.exists', 'resource.unknown'],
  }),
} as const;
