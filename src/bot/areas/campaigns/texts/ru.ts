import type { Translation } from '../../../texts/shape.js';
import type { campaignsEn } from './en.js';

/** Russian texts about what people get who come by an advertising link. */
export const campaignsRu = {
  gift: {
    balance: '🎁 Приветственный подарок: {amount} на вашем балансе.',
    subscription:
      '🎁 Приветственный подарок: подписка на {days}, {traffic}, {devices}. Ссылка придёт через мгновение.',
    percent: {
      any: '🎁 Приветственный подарок: до {date} действует скидка {percent} % на следующую покупку или продление.',
      purchase: '🎁 Приветственный подарок: до {date} действует скидка {percent} % на следующую покупку.',
      renewal: '🎁 Приветственный подарок: до {date} действует скидка {percent} % на следующее продление.',
    },
    sum: {
      any: '🎁 Приветственный подарок: до {date} действует скидка {amount} на следующую покупку или продление.',
      purchase: '🎁 Приветственный подарок: до {date} действует скидка {amount} на следующую покупку.',
      renewal: '🎁 Приветственный подарок: до {date} действует скидка {amount} на следующее продление.',
    },
    somePlans: 'Скидка действует на некоторые тарифы, она видна в их ценах.',
  },
  returned: {
    plain:
      'Извините, нам не удалось настроить вашу приветственную подписку. Напишите, пожалуйста, в поддержку.',
    withTrial:
      'Извините, нам не удалось настроить вашу приветственную подписку. Вместо неё можно взять пробный период.',
  },
} as const satisfies Translation<typeof campaignsEn>;
