import { blocked } from './screens/blocked.js';
import { unblocked } from './screens/unblocked.js';
import type { Saying } from './saying.js';

/** An admin blocked a person; who never registered hears nothing. */
export const sayBlocked: Saying<'account_blocked'> = async ({ recipient, support }) =>
  recipient.isRegistered ? { screen: (voice) => blocked(voice, support.contact) } : undefined;

/** An admin let a person in again. */
export const sayUnblocked: Saying<'account_unblocked'> = async ({ recipient }) =>
  recipient.isRegistered ? { screen: unblocked } : undefined;
