import { countVisit } from '#services/campaigns/count-visit.js';
import type { BotContext } from '../../context.js';

/** Counts that the person opened a link with that payload; false: it is no campaign's. */
export async function noteVisit(ctx: BotContext, payload: string): Promise<boolean> {
  const { tenant, tx, person, snapshot } = ctx;
  if (!snapshot.features.campaigns.isOn) return false;
  return countVisit(tenant, tx, { userId: person.id, parameter: payload });
}
