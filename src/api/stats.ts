import { z } from 'zod';
import { timeZoneName } from '#platform/time-zone.js';
import { botEndpoint, fleetEndpoint } from './endpoint.js';
import { day, shownBytes, shownNumber, shownToman } from './schemas.js';

const count = shownNumber;

const query = z.object({
  from: day.optional().meta({ description: 'First day; left out: 30 days up to `to`' }),
  to: day.optional().meta({ description: 'Last day; left out: today' }),
  time_zone: timeZoneName.optional().meta({
    description: 'Where days begin; left out: as the bot (for the fleet: the master bot) is set',
    examples: ['Asia/Tehran'],
  }),
});

const revenue = {
  count: count.meta({ description: 'Payments that came in' }),
  amount_toman: shownToman.meta({
    description: 'What came in less what went back; a day of refunds is below 0',
  }),
  returned_count: count.meta({ description: 'Payments that went back, on the day they did' }),
  returned_toman: shownToman,
};
const byMethod = z.array(
  z.object({
    method: z.string().meta({ description: 'Payment method', examples: ['zarinpal'] }),
    ...revenue,
  }),
);
const figures = {
  new_users: count.meta({ description: 'People who finished their registration' }),
  trials: count.meta({ description: 'Trials that began' }),
  conversions: count.meta({ description: 'People who had a trial and bought for the first time' }),
  sales: z
    .object({ count, amount_toman: shownToman })
    .meta({ description: 'Purchases and renewals paid from wallets' }),
  refunds: z
    .object({ count, amount_toman: shownToman })
    .meta({ description: 'Purchases paid back into wallets' }),
  revenue: z
    .object({ ...revenue, by_method: byMethod })
    .meta({ description: 'Money that came in through payment methods, less what went back by them' }),
  traffic: z
    .object({ consumed_bytes: shownBytes, sold_bytes: shownBytes, charged_toman: shownToman })
    .meta({ description: "Traffic of the users; its days are in UTC, as the tenant's wallet is charged" }),
};

const report = {
  from: day,
  to: day,
  time_zone: z.string().meta({ description: 'Where the days begin' }),
  now: z
    .object({
      users: z.object({
        total: count.meta({ description: 'Deleted ones left out' }),
        blocked: count,
        deleted: count,
        unreachable: count.meta({ description: 'Those who blocked the bot in Telegram' }),
        paying: count.meta({ description: 'Those who ever paid for a subscription' }),
      }),
      subscriptions: z.object({
        active: count.meta({ description: 'Trials left out' }),
        trial: count.meta({ description: 'Trials that run' }),
        expired: count,
        disabled: count,
        ending_24h: count.meta({ description: 'Active ones that end within a day; trials left out' }),
        ending_7d: count.meta({ description: 'The same within seven days' }),
      }),
    })
    .meta({ description: 'How many there are at this moment' }),
  total: z.object(figures).meta({ description: 'The period as a whole' }),
  days: z
    .array(z.object({ date: day, ...figures }))
    .meta({ description: 'Every day of the period, oldest first' }),
};

/** Totals and series by day. */
export const statsEndpoints = {
  'stats.fleet': fleetEndpoint({
    method: 'GET',
    path: '/stats',
    access: 'master',
    query,
    output: z
      .object({ bots: count.meta({ description: 'Bots that are counted: all' }), ...report })
      .meta({ id: 'FleetStatistics', description: 'The fleet: how it stands, and a period day by day' }),
    summary: 'Read the statistics of the fleet',
    description: 'At most 366 days.',
    errors: ['stats.period'],
  }),
  'stats.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/stats',
    access: 'tenant',
    query,
    output: z
      .object(report)
      .meta({ id: 'Statistics', description: 'A bot: how it stands, and a period day by day' }),
    summary: 'Read the statistics of a bot',
    description: 'At most 366 days.',
    errors: ['stats.period'],
  }),
} as const;
