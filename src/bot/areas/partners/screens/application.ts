import type { PartnerState } from '#services/partners/partner-rows.js';
import type { PartnerTerms } from '#services/partners/partner-terms.js';
import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** How one becomes a partner. */
export interface ApplicationView {
  readonly terms: PartnerTerms;
  /** How the person stands; undefined: they never asked. */
  readonly state: PartnerState | undefined;
  readonly mayApply: boolean;
  /** From when on one who was refused may ask again. */
  readonly again: Date;
}

/** What partners get, and where the person's application stands. */
export function applicationScreen(voice: Voice, view: ApplicationView): Screen {
  const { application: texts, buttons } = voice.texts.partners;
  const { terms, mayApply } = view;
  const { holdDays, percent } = terms;
  return {
    text: paragraphs(
      `<b>${texts.title}</b>`,
      [
        voice.say(texts.offer, { percent }),
        holdDays === 0 ? texts.noHold : voice.say(texts.hold, { hold: voice.count('days', holdDays) }),
      ].join('\n'),
      standingOf(voice, view),
    ),
    keyboard: inColumn([mayApply ? tapButton(buttons.apply, 'partner-apply') : undefined, menuButton(voice)]),
  };
}

function standingOf(voice: Voice, { state, mayApply, again, terms }: ApplicationView): string {
  const { application: texts } = voice.texts.partners;
  if (state === 'asked') return texts.waiting;
  if (!terms.areApplicationsOpen) return texts.closed;
  if (state === 'refused')
    return mayApply ? texts.refusedAgain : voice.say(texts.refused, { date: voice.date(again) });
  return texts.ask;
}
