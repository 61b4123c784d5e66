import { readListedPerson } from '#services/blacklist/read-listed-person.js';
import { listBroken, personListed } from './screens/list-notice.js';
import type { Saying } from './saying.js';

/** Somebody on the black list was refused what they wished for. */
export const sayPersonListed: Saying<'person_listed'> = async ({ tenant, tx }, { user_id: userId, wish }) => {
  const listed = await readListedPerson(tenant, tx, userId);
  return listed && { choice: 'ban', screen: (voice) => personListed(voice, { ...listed, wish }) };
};

/** The black list could not be read. */
export const sayBlacklistBroken: Saying<'blacklist_broken'> = async (_scene, { since, ...told }) => ({
  screen: (voice) => listBroken(voice, { ...told, since: since === null ? undefined : new Date(since) }),
});
