import type { Translation } from '../../../texts/shape.js';
import type { referralsEn } from './en.js';

/** Russian texts about inviting others. */
export const referralsRu = {
  title: '🤝 Пригласите друзей',
  off: 'Сейчас наград за приглашения нет.',
  link: 'Ваша ссылка: {link}',
  terms: {
    percent: '• Вы получаете {percent}% с каждого пополнения приглашённых вами людей.',
    next: '• Когда пополнят баланс друзей: {count}, ваша доля станет {percent}%.',
    inviter: '• За первое пополнение каждого вы получаете {amount} или свою долю, если она больше.',
    newcomer: '• Ваш друг получает {amount} с первым пополнением.',
    least: '• Первое пополнение засчитывается от {amount}.',
  },
  figures: {
    invited: '👥 Пришли по вашей ссылке: {count}',
    paid: '✅ Пополнили баланс: {count}',
    earned: '💰 Заработано всего: {amount}',
    lately: '📅 За последние дни ({days}): {amount}',
    owed: '↩️ Будет удержано из следующих наград, так как платёж вернули: {amount}',
  },
  invitation: {
    plain: 'Я пользуюсь этим ботом и могу его посоветовать. Заходи по моей ссылке.',
    withBonus:
      'Я пользуюсь этим ботом и могу его посоветовать. Заходи по моей ссылке: за первое пополнение дают {bonus}.',
  },
  qrCaption: '🤝 Ваша ссылка в виде картинки. Пусть друг её отсканирует: {link}',
  lists: {
    people: '👥 Кто пришёл по вашей ссылке',
    nobody: 'Пока никого. Отправьте свою ссылку другу.',
    earnings: '💰 Что вы заработали',
    nothing: 'Пока ничего. Всё начнётся с первого пополнения друга.',
  },
  lines: {
    joined: '{date}: {name}',
    paid: '{date}: {name}, баланс пополнен',
    earnedBy: '{date}: {name}, {amount}',
    reward: '{date}: {amount} · {what}',
    takenBack: '{line} (отозвано: {amount})',
  },
  kinds: {
    commission: 'пополнение, {name}',
    first: 'первое пополнение, {name}',
    welcome: 'ваш бонус за вход по приглашению',
  },
  buttons: {
    invite: '🤝 Пригласить друзей',
    share: '📤 Отправить другу',
    copy: '📋 Скопировать ссылку',
    qr: '🔳 QR-код',
    people: '👥 Кто пришёл',
    earnings: '💰 Мой заработок',
    newer: '⬅️ Новее',
    older: 'Раньше ➡️',
  },
} as const satisfies Translation<typeof referralsEn>;
