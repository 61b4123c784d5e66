import type { Translation } from '../../../texts/shape.js';
import type { walletEn } from './en.js';

/** Russian texts about the wallet and the ways to fill it. */
export const walletRu = {
  topUp: {
    choose: 'Выберите способ оплаты:',
    title: 'Пополнение кошелька',
    missing: 'Для заказа не хватает: {missing}.',
    support: 'Напишите, пожалуйста, в поддержку: там подскажут, как заплатить, и зачислят деньги в кошелёк.',
    none: 'Сейчас пополнить кошелёк здесь нельзя. Загляните, пожалуйста, чуть позже.',
  },
  title: 'Ваш кошелёк',
  balance: 'Баланс: {balance}',
  history: 'Движения по кошельку',
  none: 'Движений пока не было.',
  line: '{date}: {what}, <b>{amount}</b>',
  reason: '{line} ({reason})',
  undone: { approval: 'отмена подтверждения платежа', reward: 'отзыв награды за приглашение' },
  types: {
    deposit: 'пополнение',
    withdrawal: 'списание',
    subscription_payment: 'покупка',
    refund: 'возврат',
    referral_reward: 'награда за приглашение',
    campaign_bonus: 'приветственный подарок',
    promo_bonus: 'промокод',
    poll_reward: 'награда за опрос',
    adjustment: 'исправление',
  },
  buttons: {
    newer: '⬅️ Новее',
    older: 'Раньше ➡️',
    topUp: '➕ Пополнить',
    history: '📜 Движения',
    topUpBySupport: '💬 Оплата через поддержку',
  },
} as const satisfies Translation<typeof walletEn>;
