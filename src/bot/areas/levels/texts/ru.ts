import type { Translation } from '../../../texts/shape.js';
import type { levelsEn } from './en.js';

/** Russian texts about groups of people who pay less. */
export const levelsRu = {
  title: 'Уровни скидок',
  spent: 'Сумма ваших покупок: {spent}',
  name: '<b>{name}</b>',
  counts: '✅ Ваш уровень сейчас',
  member: '✔️ Достигнут',
  missing: 'От {needed}; осталось {missing}',
  off: {
    period: '• скидка {percent}% на тарифы на {days}',
    traffic: '• скидка {percent}% на дополнительный трафик',
    devices: '• скидка {percent}% на дополнительные устройства',
  },
  how: 'Считается всё, что вы платите за тарифы, трафик и устройства. Достигнутый уровень остаётся за вами, и следующие покупки обходятся дешевле.',
  none: 'Пока уровней нет.',
  buttons: { levels: '🏅 Уровни скидок' },
} as const satisfies Translation<typeof levelsEn>;
