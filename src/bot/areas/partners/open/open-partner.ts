import { mayApply, pauseDays } from '#services/partners/apply-as-partner.js';
import { readPartner } from '#services/partners/partner-rows.js';
import { readPartnerTerms } from '#services/partners/partner-terms.js';
import { readCabinet } from '#services/partners/read-cabinet.js';
import { dayMs } from '#platform/units.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { applicationScreen } from '../screens/application.js';
import { cabinetScreen } from '../screens/cabinet.js';

/** The cabinet of a partner; for anybody else, how one becomes one. */
export async function openPartner(ctx: BotContext): Promise<Screen> {
  const { tenant, tx, person, settings, voice } = ctx;
  const cabinet = await readCabinet(tenant, tx, {
    userId: person.id,
    timeZone: settings.values.time_zone,
  });
  if (cabinet) return cabinetScreen(voice, { cabinet, botName: settings.username });
  const standing = await readPartner(tenant, tx, person.id);
  const terms = await readPartnerTerms(tenant, tx);
  const again = new Date((standing?.decidedAt?.getTime() ?? 0) + pauseDays * dayMs);
  return applicationScreen(voice, {
    terms,
    state: standing?.state,
    mayApply: terms.areApplicationsOpen && mayApply(standing),
    again,
  });
}
