import { dayMs } from '#platform/units.js';
import type { Voice } from '../voice.js';
import { menuButton } from './menu-button.js';
import { paragraphs, type Screen } from './screen.js';

/** A person's account in this bot. */
export function profileScreen(
  voice: Voice,
  view: {
    readonly person: { readonly firstName: string; readonly lastName: string | null };
    readonly registeredAt: Date;
    readonly balanceToman: number;
    readonly now: Date;
  },
): Screen {
  const { title, name, registered, together, balance } = voice.texts.profile;
  const days = Math.floor((view.now.getTime() - view.registeredAt.getTime()) / dayMs);
  const lines = [
    voice.say(name, { name: voice.name(view.person) }),
    voice.say(registered, { date: voice.date(view.registeredAt) }),
    ...(days > 0 ? [voice.say(together, { days: voice.count('days', days) })] : []),
    voice.say(balance, { balance: voice.toman(view.balanceToman) }),
  ];
  return {
    text: paragraphs(`<b>${title}</b>`, lines.join('\n')),
    keyboard: [[menuButton(voice)]],
  };
}
