import { z } from 'zod';
import { csvOf } from './csv.js';
import { botEndpoint } from './endpoint.js';
import { shownNumber, shownToman, time } from './schemas.js';

/** What moved in a wallet in some time; the opening balance and the rest make the closing one. */
export const sums = {
  opening_toman: shownToman,
  top_ups_toman: shownToman,
  sales_toman: shownToman.meta({ description: 'Sold traffic; below zero' }),
  refunds_toman: shownToman.meta({ description: 'Of sales that were taken back' }),
  traffic_toman: shownToman.meta({ description: 'Consumed traffic; below zero' }),
  adjustments_toman: shownToman,
  closing_toman: shownToman,
  movements: shownNumber.meta({ description: 'Rows of the ledger' }),
};

const month = z
  .string()
  .regex(/^2\d{3}-(?:0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
  .meta({ description: 'Month of the Gregorian calendar', examples: ['2026-11'] });
const format = z.enum(['json', 'csv']).default('json').meta({ description: 'Form of the answer' });

const statement = z
  .object({
    month,
    from: time.meta({ description: "When the month begins in the bot's time zone" }),
    to: time.meta({ description: 'When it is over' }),
    is_over: z.boolean().meta({ description: 'Else it goes up to now' }),
    ...sums,
  })
  .meta({ id: 'WalletStatement', description: "A month of a tenant's account with the fleet" });
type Statement = z.output<typeof statement>;

const columns = ['month', 'from', 'to', 'is_over', ...Object.keys(sums)] as readonly (keyof Statement)[];

/** The tenant's account with the fleet, month by month. */
export const walletStatementEndpoints = {
  'wallet-statements.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/wallet/statements/{month}',
    access: 'tenant',
    params: z.object({ month }),
    query: z.object({ format }),
    output: statement,
    asCsv: (one: Statement) => csvOf(columns, [one]),
    summary: "Read the statement of a month of a tenant's wallet",
    description: '404 for a month before the bot was made, or that has not begun.',
    errors: ['resource.unknown'],
  }),
  'wallet-statements.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/wallet/statements',
    access: 'tenant',
    query: z.object({
      from: month.optional().meta({ description: 'First month; left out: 12 months up to `to`' }),
      to: month.optional().meta({ description: 'Last month; left out: this one' }),
      format,
    }),
    output: z.object({
      time_zone: z.string(),
      items: z.array(statement).meta({ description: 'Of the months that the bot has seen, latest first' }),
    }),
    asCsv: ({ items }: { readonly items: readonly Statement[] }) => csvOf(columns, items),
    summary: "Read the statements of a tenant's wallet",
    description: 'At most 36 months.',
    errors: ['stats.period'],
  }),
} as const;
