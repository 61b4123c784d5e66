import type { NamedPerson, RewardFacts } from '#services/referrals/read-reward.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Tells a person that somebody came by their invitation. */
export const joinedNotice = (voice: Voice, name: string): Screen => ({
  text: voice.say(voice.texts.notices.referrals.joined, { name: voice.name({ firstName: name }) }),
  keyboard: [[tapButton(voice.texts.referrals.buttons.invite, 'invite')]],
});

/** Tells a person what a payment earned them; `name`: of the payer, as others see it. */
export function earnedNotice(voice: Voice, reward: RewardFacts & { readonly name: string }): Screen {
  const { referrals: words } = voice.texts.notices;
  const { kind, amountToman, withheldToman } = reward;
  return {
    text: paragraphs(
      voice.say(kind === 'first' ? words.earnedFirst : words.earned, {
        name: voice.name({ firstName: reward.name }),
        amount: voice.toman(amountToman),
      }),
      withheldToman > 0 && voice.say(words.withheld, { amount: voice.toman(withheldToman) }),
    ),
    keyboard: [[tapButton(voice.texts.referrals.buttons.earnings, 'invite-earnings')]],
  };
}

const personLine = (voice: Voice, person: NamedPerson): string =>
  `${voice.name(person)} ${voice.foreign(person.telegramId)}`;

/** Tells those who run a bot that an invited person paid for the first time. */
export function paidNotice(voice: Voice, reward: RewardFacts): Screen {
  const { referrals: words } = voice.texts.notices;
  return {
    text: paragraphs(
      words.paid,
      [
        voice.say(words.invited, { person: personLine(voice, reward.invited) }),
        voice.say(words.inviter, { person: personLine(voice, reward.inviter) }),
        voice.say(words.deposit, { amount: voice.toman(reward.depositToman) }),
        voice.say(words.reward, { amount: voice.toman(reward.amountToman) }),
      ].join('\n'),
    ),
  };
}
