import type { FoundGift } from '#services/gifts/find-gift.js';
import type { TakingChoice } from '#services/gifts/taking-choices.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { nameOf } from '../../subscriptions/screens/subscription-facts.js';
import { soldValues } from './gift-words.js';

/** A way to take a gift, with the subscription that it would be taken for; undefined: a new one. */
export interface ShownChoice extends TakingChoice {
  readonly subscription: OwnSubscription | undefined;
}

/** A gift that can be taken, with the ways to take it. */
export function taking(
  voice: Voice,
  { gift, choices }: { readonly gift: FoundGift; readonly choices: readonly ShownChoice[] },
): Screen {
  const { taking: texts, card } = voice.texts.gifts;
  const isOne = choices.length === 1;
  return {
    text: paragraphs(
      gift.isOwn ? texts.forYourself : voice.say(texts.from, { giver: voice.name(gift.giver) }),
      voice.say(texts.what, soldValues(voice, gift.sold)),
      gift.greeting !== null && voice.say(card.words, { words: voice.words(gift.greeting) }),
      voice.say(texts.until, { date: voice.date(gift.validUntil) }),
      !isOne && `<b>${texts.choose}</b>`,
      choices.map((choice) => effectOf(voice, choice)).join('\n'),
    ),
    keyboard: [...choices.map((choice) => [buttonOf(voice, gift.code, choice, isOne)]), [menuButton(voice)]],
  };
}

function effectOf(voice: Voice, { effect, endsAt, subscription }: ShownChoice): string {
  const { taking: texts } = voice.texts.gifts;
  const date = voice.date(endsAt);
  if (!subscription) return voice.say(texts.starts, { date });
  const text = { extend: texts.extends, change: texts.replaces }[effect as string] ?? texts.restarts;
  return voice.say(text as typeof texts.extends, { subscription: nameOf(voice, subscription), date });
}

function buttonOf(voice: Voice, code: string, { subscription }: ShownChoice, isOne: boolean): Button {
  const { take, takeNew, takeFor } = voice.texts.gifts.buttons;
  const among = subscription ? voice.plain(takeFor, { subscription: nameOf(voice, subscription) }) : takeNew;
  return tapButton(isOne ? take : among, 'gift-take', `${code}.${subscription?.id ?? 'new'}`);
}

/** Why a gift cannot be taken, or that the person has taken it. */
export function takenOrGone(voice: Voice, gift: FoundGift | undefined, now: Date): Screen | undefined {
  const words = wordsOf(voice, gift, now);
  if (words === undefined) return undefined;
  const { subscription } = voice.texts.subscriptions.buttons;
  const own = gift?.isTakenByReader && gift.state === 'taken' ? gift.subscriptionId : null;
  return {
    text: words,
    keyboard: [
      ...(own === null ? [] : [[tapButton(subscription, 'subscription', own)]]),
      [menuButton(voice)],
    ],
  };
}

function wordsOf(voice: Voice, gift: FoundGift | undefined, now: Date): string | undefined {
  const { taking: texts } = voice.texts.gifts;
  if (!gift) return texts.unknown;
  if (gift.state === 'taken') return gift.isTakenByReader ? texts.takenByYou : texts.taken;
  if (gift.state === 'refunded' || gift.state === 'cancelled') return texts.givenBack;
  if (gift.state === 'ended' || gift.validUntil.getTime() <= now.getTime()) return texts.over;
  return gift.isForReader ? undefined : texts.ofOther;
}
