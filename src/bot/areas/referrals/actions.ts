import { listOwnEarned, listOwnInvited, readListPlace } from '#services/referrals/list-own.js';
import type { Actions } from '../../action.js';
import { openInvite, openQr } from './open/open-invite.js';
import { earnedList, invitedList } from './screens/own-lists.js';

/** A person's link and QR code, whom they brought, and what they earned. */
export const referralActions: Actions<'invite' | 'invite-earnings' | 'invite-people' | 'invite-qr'> = {
  invite: { isForRegistered: true, run: openInvite },
  'invite-earnings': {
    isForRegistered: true,
    staysOpen: true,
    run: async ({ tenant, tx, person, voice }, argument) => {
      const wish = { userId: person.id, place: readListPlace(argument) };
      return earnedList(voice, await listOwnEarned(tenant, tx, wish));
    },
  },
  'invite-people': {
    isForRegistered: true,
    staysOpen: true,
    run: async ({ tenant, tx, person, voice }, argument) => {
      const wish = { userId: person.id, place: readListPlace(argument) };
      return invitedList(voice, await listOwnInvited(tenant, tx, wish));
    },
  },
  'invite-qr': { isForRegistered: true, run: openQr },
};
