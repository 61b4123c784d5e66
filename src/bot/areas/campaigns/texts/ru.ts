import type { Translation } from '../../../texts/shape.js';
import type { campaignsEn } from './en.js';

/** Russian texts about what people get who come by an advertising link. */
export const campaignsRu = {
  gift: {
    balance: '🎁 Приветственный подарок: {amount} на вашем балансе.',
    subscription:
      '🎁 Приветственный подарок: подписка на {days}, {traffic}, {devices}. Ссылка придёт через мгновение.',
    percent: {
      any: '🎁 Приветственный подарок: скидка {percent} % на следующую покупку или продление, до {date}.',
      purchase: '🎁 Приветственный подарок: скидка {percent} % на следующую покупку, до {date}.',
      renewal: '🎁 Приветственный подарок: скидка {percent} % на следующее продление, до {date}.',
    },
    sum: {
      any: '🎁 Приветственный подарок: скидка {amount} на следующую покупку или продление, до {date}.',
      purchase: '🎁 Приветственный подарок: скидка {amount} на следующую покупку, до {date}.',
      renewal: '🎁 Приветственный подарок: скидка {amount} на следующее продление, до {date}.',
    },
    somePlans: 'Скидка действует на некоторые тарифы, она видна в их ценах.',
  },
} as const satisfies Translation<typeof campaignsEn>;
