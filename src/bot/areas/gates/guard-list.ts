import { findListing } from '#services/access/find-listing.js';
import { notify } from '#services/notices/notify.js';
import type { BotContext } from '../../context.js';
import type { Gate } from '../../gate.js';
import { notRegistered } from './screens/not-registered.js';

/**
 * Who is on the black list is not registered; the admins hear of it. Who was registered before keeps what they have, and the
 * services sell them nothing.
 */
export const guardList: Gate = (ctx) => {
  const { person, settings } = ctx;
  const isRegistered = person.registeredAt !== undefined && person.status === 'active';
  if (isRegistered || person.adminRole !== undefined || !settings.values.blacklist_enabled) return false;
  return refuseListed(ctx);
};

async function refuseListed(ctx: BotContext): Promise<boolean> {
  const { tenant, tx, person, voice, incoming } = ctx;
  if (!(await findListing(tenant, tx, person))) return false;
  await notify(tenant, tx, { kind: 'person_listed', about: { user_id: person.id, wish: 'register' } });
  if (incoming.kind === 'tap') ctx.answer(voice.texts.gates.alerts.listed, true);
  else ctx.send(notRegistered(voice, ctx.support.contact));
  return true;
}
