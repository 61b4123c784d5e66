import type { Saying } from './saying.js';

/** The source of rates told one that jumped, and it is not believed. */
export const sayRateRefused: Saying<'rate_refused'> = async (_scene, { currency, last, told }) => ({
  screen: (voice) => {
    const { currencies, refused } = voice.texts.notices.rates;
    const toman = (rate: string): string => voice.toman(Math.round(Number(rate)));
    return {
      text: voice.say(refused, {
        currency: currencies[currency],
        last: toman(last),
        told: toman(told),
      }),
    };
  },
});

/** A rate of the source became too old. */
export const sayRatesStale: Saying<'rates_stale'> = async (
  _scene,
  { currency, since, is_fixed: isFixed },
) => ({
  screen: (voice) => {
    const { currencies, hidden, fixed } = voice.texts.notices.rates;
    const at = voice.time(new Date(since));
    return { text: voice.say(isFixed ? fixed : hidden, { currency: currencies[currency], at }) };
  },
});
