import { PermanentError } from '#platform/errors.js';
import type { Vault } from '#platform/secrets.js';
import { hasVisibleText } from '#platform/visible-text.js';

/** Most characters of requisites. */
export const longestRequisites = 300;
/** So many letters and digits has the shortest thing to which money can be sent. */
const leastSigns = 8;

const ownerOf = (botId: string, payoutId: string): string => `partner payout ${botId} ${payoutId}`;

/** What a partner typed as the place where the money shall go, tidied; undefined: it can be none. */
export function readRequisites(typed: string): string | undefined {
  const text = typed.trim().replace(/[^\S\n]+/g, ' ');
  const isRight = hasVisibleText(text) && !text.includes('\0') && [...text].length <= longestRequisites;
  return isRight && signsOf(text).length >= leastSigns ? text : undefined;
}

const signsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]/gu) ?? [];

/**
 * The last four letters or digits of the number or address in it, by which people know it: of the longest run of words with digits;
 * where there is none, of all.
 */
export function tailOf(requisites: string): string {
  const runs = [''];
  for (const word of requisites.match(/[\p{L}\p{N}]+/gu) ?? [])
    if (/\p{N}/u.test(word)) runs.push(`${runs.pop() ?? ''}${word}`);
    else runs.push('');
  const [longest = ''] = runs.toSorted((one, other) => other.length - one.length);
  return [...(longest || signsOf(requisites).join(''))].slice(-4).join('');
}

/** Requisites as the row of a payout keeps them: for this bot and row only. */
export const sealRequisites = (
  vault: Vault,
  {
    botId,
    payoutId,
    requisites,
  }: { readonly botId: string; readonly payoutId: string; readonly requisites: string },
): string => vault.encrypt(requisites, ownerOf(botId, payoutId));

/** Requisites in full; for who pays only. Throws PermanentError('partner_payout.unreadable'). */
export function openRequisites(
  vault: Vault,
  { botId, payoutId, sealed }: { readonly botId: string; readonly payoutId: string; readonly sealed: string },
): string {
  try {
    return vault.decrypt(sealed, ownerOf(botId, payoutId));
  } catch (error) {
    throw new PermanentError('partner_payout.unreadable', {
      cause: error,
      context: { bot: botId, payout: payoutId },
    });
  }
}
