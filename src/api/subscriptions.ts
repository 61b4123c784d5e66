import { z } from 'zod';
import { botEndpoint } from './endpoint.js';
import {
  id,
  pageOf,
  pageQuery,
  queryFlag,
  shownBytes,
  shownNumber,
  shownToman,
  sortBy,
  text,
  time,
} from './schemas.js';

const status = z.enum(['pending', 'active', 'expired', 'disabled']).meta({
  description: '`pending`: not paid yet. `disabled`: by an admin',
});
const panel = z
  .object({
    state: z.enum(['nothing', 'owed', 'in_step']).meta({
      description:
        '`nothing`: there is nothing to do yet. `owed`: a change waits for the panel to take it over. `in_step`: the panel has it',
    }),
    user_id: z
      .string()
      .nullable()
      .meta({ description: 'Number of the account on a panel of version 3; null: none yet' }),
    user_uuid: z
      .uuid()
      .nullable()
      .meta({ description: 'Account on a panel of version 2; null: none yet, or a newer panel' }),
    username: z
      .string()
      .nullable()
      .meta({ description: 'Name of the account on the panel; null: none was made yet' }),
    account_status: z
      .enum(['ACTIVE', 'DISABLED', 'LIMITED', 'EXPIRED'])
      .nullable()
      .meta({ description: 'How the panel stood to the account at the last look' }),
    fault: z.string().nullable().meta({
      description:
        'Why the account is not as the subscription says: what the panel refused (`panel.squad_unknown`), or `panel.differs`, where it was mended three times and did not stay so',
    }),
    provisioned_at: time
      .nullable()
      .meta({ description: 'When the panel last took over the whole subscription' }),
    is_reissue_owed: z
      .boolean()
      .meta({ description: 'Is a new link on its way? The old one works until then' }),
    is_removed: z.boolean().meta({ description: 'Was the account given up for good?' }),
  })
  .meta({ description: 'Where the VPN account stands: it follows the subscription by a job' });
const trafficLimit = z.int().min(0).max(1_000_000).meta({ description: 'Gigabytes; 0: unlimited' });
const deviceLimit = z.int().min(1).max(1_000).meta({ description: 'Devices at the same time' });
const addOn = z
  .object({
    id,
    kind: z.enum(['traffic', 'devices']),
    amount: shownNumber.meta({ description: 'Gigabytes (0: unlimited), or devices' }),
    given_by: z.enum(['bought', 'admin', 'promotion']).meta({
      description: 'What was `bought` is renewed at its price; a gift ends with the next renewal',
    }),
    price_toman: shownToman.meta({ description: 'What was paid for it, from `paid_from` to `paid_until`' }),
    paid_from: time,
    paid_until: time.meta({ description: 'Until when it was bought or given' }),
  })
  .meta({ description: 'Something on top of the plan' });
const autopayDays = z
  .int()
  .min(0)
  .max(30)
  .meta({ description: 'Days before the end at which it is renewed' });

const subscription = z
  .object({
    id,
    user_id: id,
    plan_id: id.nullable().meta({ description: 'Plan it was last bought by' }),
    status,
    is_trial: z.boolean(),
    starts_at: time,
    ends_at: time.meta({ description: 'Paid until' }),
    channel_left_at: time.nullable().meta({
      description: 'Of a trial: since when it stands still, because its owner is out of the required channel',
    }),
    traffic_limit_gb: shownNumber.meta({ description: 'With add-ons, in gigabytes; 0: unlimited' }),
    traffic_used_bytes: shownBytes.meta({ description: 'Traffic used at the last look, in bytes' }),
    traffic_reset: z.enum(['none', 'day', 'week', 'month', 'month_rolling']).meta({
      description: 'How often the traffic counts anew, as it was sold; `none`: it is for life',
    }),
    device_limit: shownNumber.meta({ description: 'Devices at the same time, with add-ons' }),
    base_traffic_gb: shownNumber.meta({ description: 'What was sold as the plan, without add-ons' }),
    base_device_limit: shownNumber.meta({ description: 'What was sold as the plan, without add-ons' }),
    add_ons: z.array(addOn).meta({ description: 'What it has on top of the plan' }),
    squads: z.array(z.uuid()).meta({ description: 'Squads of the panel that it may use' }),
    test_squads: z.array(z.uuid()).meta({
      description: 'Squads that are tried beside them for a while, by a personal offer',
    }),
    is_autopay_enabled: z.boolean(),
    autopay_days_before: shownNumber.meta({ description: 'Days before the end at which it is renewed' }),
    subscription_url: z
      .string()
      .nullable()
      .meta({ description: 'Link that the person puts into the VPN app' }),
    panel,
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Subscription', description: 'A VPN subscription of a user' });

const params = z.object({ subscription_id: id });
const refusals = ['resource.unknown', 'subscription.removed'] as const;
/** Of what may give more than before. */
const unpaid = [
  'subscription.pending',
  'subscription.sale_open',
  'subscription.unpriced',
  'subscription.wallet_too_low',
] as const;
const whoPays =
  "Where the bot pays the fleet for sold traffic, what a tenant's token gives is charged to its wallet like a sale, in gigabytes over the time; the master's is a gift.";

/** What people bought. */
export const subscriptionEndpoints = {
  'subscriptions.disable': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/subscriptions/{subscription_id}/disable',
    access: 'tenant',
    params,
    output: subscription,
    summary: 'Switch a subscription off',
    description: 'Its time goes on. Doing it twice is doing it once.',
    errors: [...refusals, 'subscription.pending'],
  }),
  'subscriptions.enable': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/subscriptions/{subscription_id}/enable',
    access: 'tenant',
    params,
    output: subscription,
    summary: 'Switch a disabled subscription on again',
    description: 'It becomes active, or expired when its time is over. One that is on stays as it is.',
    errors: [...refusals, 'subscription.pending'],
  }),
  'subscriptions.extend': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/subscriptions/{subscription_id}/extend',
    access: 'tenant',
    params,
    body: z.strictObject({
      days: z.int().min(1).max(3_650),
      reason: text(500).optional().meta({ description: 'Why; for the audit log' }),
    }),
    output: subscription,
    summary: 'Give a subscription more days',
    description: `From its end, or from now when it is over; an expired one becomes active, a disabled one stays disabled. Give an \`Idempotency-Key\`, or a repeat adds the days again. ${whoPays}`,
    errors: [...refusals, ...unpaid, 'subscription.too_long'],
  }),
  'subscriptions.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/subscriptions/{subscription_id}',
    access: 'tenant',
    params,
    output: subscription,
    etag: 'gives',
    summary: 'Read a subscription',
    errors: ['resource.unknown'],
  }),
  'subscriptions.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/subscriptions',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      status: status.optional(),
      user_id: id.optional(),
      plan_id: id.optional(),
      is_trial: queryFlag.optional(),
      created_from: time.optional(),
      created_to: time.optional().meta({ description: 'Up to, without, this instant' }),
      ends_from: time.optional(),
      ends_to: time.optional().meta({ description: 'Up to, without, this instant' }),
      sort: sortBy('id', 'ends_at'),
    }),
    output: pageOf(subscription),
    summary: 'List the subscriptions',
    errors: ['cursor.invalid'],
  }),
  'subscriptions.reissue': botEndpoint({
    method: 'POST',
    path: '/bots/{bot_id}/subscriptions/{subscription_id}/reissue',
    access: 'tenant',
    params,
    output: subscription,
    summary: 'Ask for a new link, so that the old one stops',
    description:
      'The panel makes it: until `panel.is_reissue_owed` is false again the old link works. Asking again meanwhile changes nothing.',
    errors: [...refusals, 'subscription.no_account'],
  }),
  'subscriptions.update': botEndpoint({
    method: 'PUT',
    path: '/bots/{bot_id}/subscriptions/{subscription_id}',
    access: 'tenant',
    params,
    body: z
      .strictObject({
        plan_id: id.meta({
          description:
            "Brings the plan's traffic and devices, unless they are given too, and ends the add-ons of the one before",
        }),
        traffic_limit_gb: trafficLimit,
        device_limit: deviceLimit,
        is_autopay_enabled: z.boolean(),
        autopay_days_before: autopayDays,
      })
      .partial()
      .refine((fields) => Object.keys(fields).length > 0, 'must name at least one field'),
    output: subscription,
    etag: 'checks',
    summary: 'Change the plan, the limits or the autopay of a subscription',
    description: `Fields that are left out stay as they are; the person pays nothing, and its end stays. A limit above what is there is an add-on given by an admin; one below takes gifts first. ${whoPays}`,
    errors: [...refusals, ...unpaid, 'plan.unknown'],
  }),
} as const;
