import type { EarnedReward, InvitedPerson, OwnPage } from '#services/referrals/list-own.js';
import { maskedName } from '../../../format/masked-name.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { newerAndOlder } from '../../shared/screens/page-turns.js';

const nameOf = (voice: Voice, firstName: string): string => voice.name({ firstName: maskedName(firstName) });

function invitedLine(voice: Voice, person: InvitedPerson): string {
  const { lines } = voice.texts.referrals;
  const facts = { name: nameOf(voice, person.firstName), date: voice.date(person.registeredAt) };
  if (person.earnedToman > 0)
    return voice.say(lines.earnedBy, { ...facts, amount: voice.isolate(voice.toman(person.earnedToman)) });
  return voice.say(person.hasPaid ? lines.paid : lines.joined, facts);
}

function earnedLine(voice: Voice, reward: EarnedReward): string {
  const { lines, kinds } = voice.texts.referrals;
  const line = voice.say(lines.reward, {
    date: voice.date(reward.at),
    what: voice.say(kinds[reward.kind], { name: nameOf(voice, reward.firstName) }),
    amount: voice.isolate(`+${voice.toman(reward.amountToman)}`),
  });
  return reward.takenBackToman > 0
    ? voice.say(lines.takenBack, {
        line: { html: line },
        amount: voice.isolate(voice.toman(reward.takenBackToman)),
      })
    : line;
}

/** A page of the people whom a person invited; their names are hidden but for the first letters. */
export function invitedList(voice: Voice, page: OwnPage<InvitedPerson>): Screen {
  const { lists, buttons } = voice.texts.referrals;
  const { newer, older } = buttons;
  const lines = page.items.map((one) => invitedLine(voice, one));
  return {
    text: paragraphs(`<b>${lists.people}</b>`, lines.join('\n') || lists.nobody),
    keyboard: [
      ...newerAndOlder({ newer, older }, 'invite-people', page),
      [backButton(voice, 'invite'), menuButton(voice)],
    ],
  };
}

/** A page of what a person earned. */
export function earnedList(voice: Voice, page: OwnPage<EarnedReward>): Screen {
  const { lists, buttons } = voice.texts.referrals;
  const { newer, older } = buttons;
  const lines = page.items.map((one) => earnedLine(voice, one));
  return {
    text: paragraphs(`<b>${lists.earnings}</b>`, lines.join('\n') || lists.nothing),
    keyboard: [
      ...newerAndOlder({ newer, older }, 'invite-earnings', page),
      [backButton(voice, 'invite'), menuButton(voice)],
    ],
  };
}
