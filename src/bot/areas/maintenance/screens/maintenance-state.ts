import type { Maintenance } from '#services/maintenance/read-maintenance.js';
import { textsOf } from '../../../texts/index.js';
import { inColumn, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** How a bot's maintenance stands, for its owners. */
export interface MaintenanceView extends Maintenance {
  /** Why it is on by hand, in HTML; '': nobody said. */
  readonly reason: string;
}

/** That, with a button to switch it. */
export function maintenanceState(voice: Voice, view: MaintenanceView): Screen {
  const { byHand, automatic, waiting, reason } = view;
  const { state, began, buttons } = voice.texts.maintenance;
  const isOff = byHand === undefined && automatic === undefined;
  return {
    text: paragraphs(
      isOff && state.off,
      byHand && handWords(voice, byHand.since),
      byHand && reason && voice.say(began.reason, { reason: { html: reason } }),
      automatic && voice.say(state.automatic, { time: voice.time(automatic.since) }),
      waiting > 0 && voice.say(state.waiting, { count: waiting }),
    ),
    keyboard: inColumn([
      byHand ? tapButton(buttons.off, 'maintenance-off') : tapButton(buttons.on, 'maintenance-on'),
      menuButton(voice),
    ]),
  };
}

/** Null: it was switched on a moment ago. */
function handWords(voice: Voice, since: Date | null): string {
  const { byHand, byHandNow } = voice.texts.maintenance.state;
  return since === null ? byHandNow : voice.say(byHand, { time: voice.time(since) });
}

/** Asks an owner why maintenance is switched on; `isNone`: what came cannot be the reason. */
export function maintenanceAsk(voice: Voice, isNone: boolean): Screen {
  const { ask, buttons } = voice.texts.maintenance;
  const { name: language } = textsOf[voice.language].registration.language;
  return {
    text: paragraphs(isNone && ask.notOne, voice.say(ask.reason, { language })),
    keyboard: inColumn([
      tapButton(buttons.plain, 'maintenance-plain'),
      tapButton(buttons.back, 'maintenance'),
    ]),
  };
}
