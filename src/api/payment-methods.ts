import { z } from 'zod';
import { botEndpoint } from './endpoint.js';
import { shownNumber, time } from './schemas.js';
import { perLanguage } from './values.js';

const method = z
  .object({
    method: z.string().meta({
      description: 'Name of the gateway or `card_to_card`, as payments, the ledger and the feature have it',
      examples: ['zarinpal'],
    }),
    title: perLanguage.meta({ description: 'What people are shown: its title in this bot, or its brand' }),
    currency: z.string().meta({ description: 'What it asks for: `IRT` is toman', examples: ['IRR'] }),
    is_on: z.boolean().meta({ description: 'Is the feature of its name on?' }),
    is_set_up: z.boolean().meta({ description: 'Is there all that it needs?' }),
    lacks: z.array(z.string()).meta({
      description:
        'What it needs: settings, a field of the bot, a rate, `card` (one that can take the least sum now), or `PUBLIC_URL`, which the operator of the fleet sets',
    }),
    is_offered: z.boolean().meta({
      description:
        'Do people find it among the ways to pay, for a sum that it takes? On, set up, and not hidden',
    }),
    hidden_until: time.nullable().meta({
      description:
        'It failed again and again, or refused the credentials, and is hidden until then; null: it is not',
    }),
    faults: shownNumber.meta({ description: 'Faults since it last answered' }),
    last_fault: z
      .string()
      .nullable()
      .meta({ description: 'Code of the last one', examples: ['gateway.timeout'] }),
    last_fault_at: time.nullable(),
    last_callback_at: time.nullable().meta({ description: 'When it last told us something, to the minute' }),
    last_7_days: z
      .object({
        begun: shownNumber,
        paid: shownNumber,
        unpaid: shownNumber.meta({ description: 'Over without money' }),
        success_percent: shownNumber
          .nullable()
          .meta({ description: 'Paid ones among those that are over, 0 to 100; null: none is over' }),
        median_settle_seconds: shownNumber
          .nullable()
          .meta({ description: 'Half of the paid ones were credited sooner after they were begun' }),
      })
      .meta({ description: 'Payments that were begun in the last seven days' }),
  })
  .meta({ id: 'PaymentMethod', description: 'A payment gateway, as it stands in a bot' });

/** How the payment gateways of a bot stand. */
export const paymentMethodEndpoints = {
  'payment-methods.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/payment-methods',
    access: 'tenant',
    output: z.object({ items: z.array(method) }),
    summary: 'List the ways to pay in a bot',
    description:
      'All gateways that the fleet knows, by name, on or off, and at the end paying from card to card. Whether the credentials are right is asked by `POST /bots/{bot_id}/test`.',
  }),
} as const;
