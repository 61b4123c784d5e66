import { dayMs } from '#platform/units.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** A person's account in this bot. */
export function profileScreen(
  voice: Voice,
  view: {
    readonly person: { readonly firstName: string; readonly lastName: string | null };
    readonly registeredAt: Date;
    readonly balanceToman: number;
    readonly wantsReminders: boolean;
    readonly now: Date;
  },
): Screen {
  const { title, name, registered, together, balance, reminders, noReminders } = voice.texts.menu.profile;
  const { remind, doNotRemind } = voice.texts.menu.buttons;
  const days = Math.floor((view.now.getTime() - view.registeredAt.getTime()) / dayMs);
  const lines = [
    voice.say(name, { name: voice.name(view.person) }),
    voice.say(registered, { date: voice.date(view.registeredAt) }),
    ...(days > 0 ? [voice.say(together, { days: voice.count('days', days) })] : []),
    voice.say(balance, { balance: voice.toman(view.balanceToman) }),
    view.wantsReminders ? reminders : noReminders,
  ];
  return {
    text: paragraphs(`<b>${title}</b>`, lines.join('\n')),
    keyboard: [
      [
        view.wantsReminders
          ? tapButton(doNotRemind, 'reminders', 'off')
          : tapButton(remind, 'reminders', 'on'),
      ],
      [menuButton(voice)],
    ],
  };
}
