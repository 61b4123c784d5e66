import type { UseFacts } from '#services/promo-codes/read-use.js';
import { inRows, paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { supportButton, type SupportWays } from '../../shared/screens/support-button.js';

/** Tells a bot's admins that a person used a promo code. */
export const promoNotice = (voice: Voice, use: UseFacts): Screen =>
  about(voice, use, voice.texts.codes.told.head);

/** Tells them that the panel could not set up what it gave, and that the use does not count. */
export const promoFailed = (voice: Voice, use: UseFacts): Screen =>
  about(voice, use, voice.texts.codes.told.failed);

/** Tells the person the same, and that they may send the code again while it can be used. */
export const promoReturned = (
  voice: Voice,
  { code, isOver }: Pick<UseFacts, 'code' | 'isOver'>,
  support: SupportWays,
): Screen => ({
  text: voice.say(voice.texts.codes[isOver ? 'returnedOver' : 'returned'], { code: voice.foreign(code) }),
  keyboard: inRows([supportButton(voice, support), menuButton(voice)]),
});

function about(voice: Voice, use: UseFacts, head: string): Screen {
  const { told } = voice.texts.codes;
  const { code, person, useCount: count, mostUses: most } = use;
  const handle = person.username ? ` (@${person.username})` : '';
  const name = `${voice.name(person)} ${voice.foreign(`${person.telegramId}${handle}`)}`;
  return {
    text: paragraphs(
      head,
      [
        voice.say(told.code, { code: voice.foreign(code) }),
        voice.say(told.gives, { gives: { html: giftOf(voice, use) } }),
        voice.say(told.person, { person: name }),
        most === null ? voice.say(told.uses, { count }) : voice.say(told.usesOf, { count, most }),
      ].join('\n'),
    ),
  };
}

function giftOf(voice: Voice, { effect, groupName }: UseFacts): string {
  const { told } = voice.texts.codes;
  switch (effect.kind) {
    case 'balance':
      return voice.say(told.balance, { amount: voice.toman(effect.amountToman) });
    case 'days':
    case 'trial':
      return voice.say(told[effect.kind], { days: voice.count('days', effect.days) });
    case 'discount':
      return effect.percent === null
        ? voice.say(told.sum, { amount: voice.toman(Number(effect.amountToman)) })
        : voice.say(told.percent, { percent: effect.percent });
    case 'group':
      return voice.say(told.group, { name: voice.foreign(groupName ?? '') });
    case 'traffic':
      return voice.say(told.traffic, { traffic: voice.traffic(effect.gb) });
  }
}
