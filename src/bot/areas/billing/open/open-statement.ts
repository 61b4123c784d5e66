import { latinDigits } from '#platform/typed-number.js';
import { addMonths, presentMonth, readStatements } from '#services/billing/read-statements.js';
import { readWallet } from '#services/billing/read-wallet.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { noStatement, statementScreen } from '../screens/statement.js';

/** May this person see what passes between the bot and the fleet? */
export const isOwner = ({ person }: BotContext): boolean => person.adminRole === 'owner';

/** A month as people write it; years of the Persian calendar are below 1700. */
const written = /^(?:1[34]|2\d)\d{2}-(?:0[1-9]|1[0-2])$/;

/**
 * A month of the bot's account with the fleet, in Persian of the Persian calendar; '' is the present one. What was asked for may be
 * anything, a month of the other calendar too.
 */
export async function openStatement(ctx: BotContext, asked: string): Promise<Screen> {
  const { tenant, tx, settings, voice } = ctx;
  const { time_zone: timeZone } = settings.values;
  const present = presentMonth(timeZone, voice.language === 'fa' ? 'persian' : 'gregorian');
  const month = asked === '' ? present : written.exec(latinDigits(asked))?.[0];
  if (month === undefined) return noStatement(voice, present);
  const calendar = month.startsWith('1') ? 'persian' : 'gregorian';
  const wish = { from: addMonths(month, -1), to: addMonths(month, 1), timeZone, calendar } as const;
  const statements = await readStatements(tenant, tx, wish);
  const statement = statements.find((one) => one.month === month);
  if (!statement) return noStatement(voice, present);
  const has = (other: string): string | null => statements.find((one) => one.month === other)?.month ?? null;
  return statementScreen(voice, {
    statement,
    owedToman: (await readWallet(tenant, tx))?.owedToman ?? 0,
    earlier: has(wish.from),
    later: has(wish.to),
  });
}
