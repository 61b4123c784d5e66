import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { botEndpoint } from './endpoint.js';
import {
  id,
  pageOf,
  pageQuery,
  queryFlag,
  shownNumber,
  shownToman,
  sortBy,
  text,
  time,
  toman,
} from './schemas.js';

const name = text(100).meta({ description: 'Name that buyers see' });
const periodDays = z.int().min(1).max(3_650).meta({ description: 'Length in days' });
const price = toman.max(1_000_000_000_000).meta({ description: 'Price in toman', examples: [150_000] });
const trafficLimit = z
  .int()
  .min(0)
  .max(1_000_000)
  .meta({ description: 'Traffic in gigabytes; 0: unlimited' });
const deviceLimit = z.int().min(1).max(1_000).meta({ description: 'Devices at the same time' });

const squads = z
  .array(z.uuid())
  .max(200)
  .refine((list) => new Set(list).size === list.length, 'names a squad twice')
  .meta({ description: 'Squads of the panel that it gives; none: all that the bot may sell' });

const audience = z.enum(['all', 'new', 'existing', 'group', 'link']).meta({
  description:
    'Who may buy it. `new`: who has bought nothing for themselves yet (a gift for somebody else, or what was given to them, is nothing bought). `existing`: who has. `group`: who is in one of `group_ids`. `link`: who opens its link, and who renews what was bought by it',
});
const groupIds = z
  .array(id)
  .max(botBounds.promoGroups)
  .refine((list) => new Set(list).size === list.length, 'names a group twice')
  .meta({ description: 'Groups whose people may buy it, where `audience` is `group`' });
const most = z.coerce
  .number('must be a whole number')
  .int('must be a whole number')
  .min(0)
  .max(1_000_000_000_000)
  .optional();

const plan = z
  .object({
    id,
    name,
    period_days: shownNumber.meta({ description: 'Length in days' }),
    price_toman: shownToman.meta({ description: 'Price in toman' }),
    traffic_limit_gb: shownNumber.meta({ description: 'Traffic in gigabytes; 0: unlimited' }),
    device_limit: shownNumber.meta({ description: 'Devices at the same time' }),
    squads,
    audience,
    group_ids: z.array(id),
    link_code: z.string().nullable().meta({
      description: 'The link `t.me/<bot>?start=plan_<link_code>` opens it; null: it was never by link',
    }),
    is_active: z.boolean().meta({ description: 'Is it on sale?' }),
    sort_order: shownNumber.meta({
      description: 'Place in the list, lowest first; `PUT …/plans/order` sets it',
    }),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Plan', description: 'A plan that a bot sells' });

const wish = {
  name,
  period_days: periodDays,
  price_toman: price,
  traffic_limit_gb: trafficLimit,
  device_limit: deviceLimit,
  squads,
  audience,
  group_ids: groupIds,
  is_active: z.boolean(),
};
const change = z
  .strictObject(wish)
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, 'must name at least one field');

const order = z
  .object({ plan_ids: z.array(id).meta({ description: 'Every plan of the bot, in the order of the list' }) })
  .meta({ id: 'PlanOrder', description: 'The order of the plans' });

const params = z.object({ plan_id: id });
const one = { access: 'tenant', params, output: plan, errors: ['resource.unknown'] } as const;
const path = '/bots/{bot_id}/plans/{plan_id}';

/** What a bot sells. */
export const planEndpoints = {
  'plans.activate': botEndpoint({
    ...one,
    method: 'POST',
    path: `${path}/activate`,
    summary: 'Put a plan on sale',
  }),
  'plans.create': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/plans',
    access: 'tenant',
    body: z.strictObject(wish).partial({
      traffic_limit_gb: true,
      device_limit: true,
      squads: true,
      audience: true,
      group_ids: true,
      is_active: true,
    }),
    output: plan,
    status: 201,
    location: '/bots/{bot_id}/plans/{id}',
    summary: 'Add a plan',
    description: `It goes to the end of the list, in which are at most ${botBounds.plans}. Left out: unlimited traffic, one device, all servers, for all, on sale.`,
    errors: ['plan.groups_unknown', 'plan.squads_not_sellable', 'plan.too_many'],
  }),
  'plans.deactivate': botEndpoint({
    ...one,
    method: 'POST',
    path: `${path}/deactivate`,
    summary: 'Take a plan off sale',
    description: 'What was bought by it goes on.',
  }),
  'plans.delete': botEndpoint({
    method: 'DELETE',
    path,
    access: 'tenant',
    params,
    etag: 'checks',
    summary: 'Delete a plan',
    description: 'Only one that no subscription was bought by: subscriptions keep naming their plan.',
    errors: ['plan.in_use', 'resource.unknown'],
  }),
  'plans.get': botEndpoint({ ...one, method: 'GET', path, etag: 'gives', summary: 'Read a plan' }),
  'plans.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/plans',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      is_active: queryFlag.optional(),
      audience: audience.optional(),
      price_min: most.meta({ description: 'Price in toman, at least' }),
      price_max: most.meta({ description: 'At most' }),
      period_min: most.meta({ description: 'Length in days, at least' }),
      period_max: most.meta({ description: 'At most' }),
      search: text(100).optional().meta({ description: 'Part of the name' }),
      sort: sortBy('sort_order', 'id', 'name', 'price_toman', 'period_days'),
    }),
    output: pageOf(plan),
    summary: 'List the plans of a bot',
    errors: ['cursor.invalid'],
  }),
  'plans.order': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/plans/order',
    access: 'tenant',
    output: order,
    etag: 'gives',
    summary: 'Read the order of the plans',
  }),
  'plans.reorder': botEndpoint({
    method: 'PUT',
    path: '/bots/{bot_id}/plans/order',
    access: 'tenant',
    body: z.strictObject({ plan_ids: z.array(id).max(botBounds.plans) }),
    output: order,
    etag: 'checks',
    summary: 'Order the plans',
    description:
      'The order as a whole: every plan once. Give the ETag of `GET …/plans/order` as `If-Match`, so that an order that somebody else has made meanwhile is not lost.',
    errors: ['plan.order_incomplete'],
  }),
  'plans.update': botEndpoint({
    ...one,
    method: 'PUT',
    path,
    body: change,
    etag: 'checks',
    summary: 'Change a plan',
    description:
      'Fields that are left out stay as they are. Subscriptions that were bought before stay as they were sold.',
    errors: ['plan.groups_unknown', 'plan.squads_not_sellable', 'resource.unknown'],
  }),
} as const;
