import type { Translation } from '../../../texts/shape.js';
import type { sharedEn } from './en.js';

/** Russian texts about what every area uses. */
export const sharedRu = {
  counts: {
    gigabytes: { one: '{count} ГБ', few: '{count} ГБ', many: '{count} ГБ', other: '{count} ГБ' },
    devices: {
      one: '{count} устройство',
      few: '{count} устройства',
      many: '{count} устройств',
      other: '{count} устройства',
    },
    hours: { one: '{count} час', few: '{count} часа', many: '{count} часов', other: '{count} часа' },
    minutes: {
      one: '{count} минута',
      few: '{count} минуты',
      many: '{count} минут',
      other: '{count} минуты',
    },
    days: {
      one: '{count} день',
      few: '{count} дня',
      many: '{count} дней',
      other: '{count} дня',
    },
  },
  amounts: { unlimited: 'безлимитный трафик', gigabytes: '{amount} ГБ', megabytes: '{amount} МБ' },
  fallbacks: { name: 'друг' },
  toman: {
    one: '{count} томан',
    few: '{count} томана',
    many: '{count} томанов',
    other: '{count} томана',
  },
  alerts: {
    staleButton: 'Эта кнопка больше не работает. Вот новое меню.',
    blocked: 'Ваш доступ к этому боту закрыт.',
  },
  buttons: { back: '⬅️ Назад', support: '💬 Поддержка', menu: '🏠 Главное меню' },
  errors: {
    'server.bug':
      'Извините, у нас что-то пошло не так. Мы уже знаем об этом. Попробуйте, пожалуйста, немного позже.',
  },
} as const satisfies Translation<typeof sharedEn>;
