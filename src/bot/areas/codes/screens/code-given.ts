import type { Given } from '#services/promo-codes/given.js';
import { inRows, paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

type Of<K extends Given['kind']> = Extract<Given, { readonly kind: K }>;

/** What a person has of a code that they sent. `hasPlans`: is there a plan to buy? */
export const codeGiven = (
  voice: Voice,
  { given, hasPlans }: { readonly given: Given; readonly hasPlans: boolean },
): Screen => ({
  text: wordsOf(voice, given),
  keyboard: inRows([buttonOf(voice, given, hasPlans), menuButton(voice)]),
});

function wordsOf(voice: Voice, given: Given): string {
  const { given: texts } = voice.texts.codes;
  switch (given.kind) {
    case 'balance':
      return voice.say(texts.balance, { amount: voice.toman(given.amountToman) });
    case 'days':
      return daysWords(voice, given);
    case 'trial':
      return voice.say(texts.trial, {
        days: voice.count('days', given.days),
        date: voice.date(given.endsAt),
      });
    case 'discount':
      return discountWords(voice, given);
    case 'group':
      return voice.say(texts.group, { name: voice.foreign(given.name) });
    case 'traffic':
      return voice.say(texts.traffic, { traffic: voice.traffic(given.gb) });
  }
}

function daysWords(voice: Voice, { days, endsAt, isNew }: Of<'days'>): string {
  const { given: texts } = voice.texts.codes;
  return voice.say(isNew ? texts.daysNew : texts.days, {
    days: voice.count('days', days),
    date: voice.date(endsAt),
  });
}

function discountWords(
  voice: Voice,
  { percent, amountToman, appliesTo, planNames, validUntil }: Of<'discount'>,
): string {
  const { given: texts } = voice.texts.codes;
  const time = voice.time(validUntil);
  const names = planNames?.map((name) => voice.foreign(name)).join(`${texts.comma} `);
  return paragraphs(
    percent === null
      ? voice.say(texts.sum, { amount: voice.toman(Number(amountToman)), time })
      : voice.say(texts.percent, { percent, time }),
    names !== undefined && voice.say(texts.plans, { plans: names }),
    texts.appliesTo[appliesTo],
  );
}

function buttonOf(voice: Voice, given: Given, hasPlans: boolean): Button | undefined {
  const { subscriptions, shop, codes } = voice.texts;
  if ('subscriptionId' in given)
    return tapButton(subscriptions.buttons.subscription, 'subscription', given.subscriptionId);
  if (given.kind === 'balance') return tapButton(codes.buttons.wallet, 'wallet');
  return hasPlans ? tapButton(shop.buttons.buy, 'plans') : undefined;
}
