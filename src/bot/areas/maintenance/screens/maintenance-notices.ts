import { hourMs, minuteMs } from '#platform/units.js';
import { paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** How maintenance was turned: by a switch, or since the panel went or came. */
export type Way = 'automatic' | 'by_hand';

/** What a bot's admins read when it begins; `reason`: their own words, '' is none. */
export const maintenanceBegan = (
  voice: Voice,
  { way, reason }: { readonly way: Way; readonly reason: string },
): Screen => {
  const { began } = voice.texts.maintenance;
  return { text: paragraphs(began[way], reason && voice.say(began.reason, { reason: { html: reason } })) };
};

/** What they read when it ends; `still`: it is on in the other way as well. */
export const maintenanceEnded = (
  voice: Voice,
  { way, still, lastedMs }: { readonly way: Way; readonly still: boolean; readonly lastedMs: number },
): Screen => {
  const { ended } = voice.texts.maintenance;
  return {
    text: paragraphs(
      voice.say(ended[way], { long: longOf(voice, lastedMs) }),
      still ? ended.still[way] : ended.told,
    ),
  };
};

/** In minutes up to two hours, then in hours. */
const longOf = (voice: Voice, ms: number): string =>
  ms < 2 * hourMs
    ? voice.count('minutes', Math.max(1, Math.round(ms / minuteMs)))
    : voice.count('hours', Math.round(ms / hourMs));

/** What a person reads who came meanwhile; `link`: by which they came, if by one. */
export const maintenanceOver = (voice: Voice, link: string | undefined): Screen => {
  const { over, buttons } = voice.texts.maintenance;
  const button: Button =
    link === undefined
      ? tapButton(voice.texts.shared.buttons.menu, 'menu')
      : { text: buttons.goOn, url: link };
  return { text: over, keyboard: [[button]] };
};
