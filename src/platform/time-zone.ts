import { z } from 'zod';

/** Names of places, as people write them. Others, such as Iran or EST5EDT, are names of the same zones from before. */
const place = /^(?:africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific)\//i;

/**
 * The one spelling of a time zone's name: `aSIA/teHRAN` is Asia/Tehran. A place that this Node.js files under its older
 * name keeps the newer one (Asia/Kolkata). Undefined: there is no such zone.
 */
export function spellTimeZone(name: string): string | undefined {
  try {
    const filed = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return filed.toLowerCase() === name.toLowerCase() || !place.test(name) ? filed : capitalised(name);
  } catch {
    return undefined;
  }
}

const capitalised = (name: string): string =>
  name.toLowerCase().replace(/(?:^|[/_-])[a-z]/g, (start) => start.toUpperCase());

/** The name of a time zone, in any spelling; what comes out is spelt in one way. */
export const timeZoneName = z
  .string()
  .max(64)
  .transform((name, context) => {
    const spelt = spellTimeZone(name);
    if (spelt !== undefined) return spelt;
    context.addIssue({ code: 'custom', message: 'must be the name of a time zone, such as Asia/Tehran' });
    return z.NEVER;
  });
