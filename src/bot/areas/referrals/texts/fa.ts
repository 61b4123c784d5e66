import type { Translation } from '../../../texts/shape.js';
import type { referralsEn } from './en.js';

/** Persian texts about inviting others. */
export const referralsFa = {
  title: '🤝 دوستان خود را دعوت کنید',
  off: 'در حال حاضر برای دعوت دوستان پاداشی در نظر گرفته نشده است.',
  link: 'لینک دعوت شما: {link}',
  terms: {
    percent: '• از هر واریز دوستانی که دعوت می‌کنید، {percent} درصد به شما می‌رسد.',
    next: '• وقتی {count} نفر از دوستانتان واریز کرده باشند، سهم شما {percent} درصد می‌شود.',
    inviter:
      '• برای اولین واریز هر دوست، {amount} پاداش می‌گیرید؛ یا سهم خود از آن واریز را، اگر بیشتر باشد.',
    newcomer: '• دوست شما با اولین واریز خود {amount} هدیه می‌گیرد.',
    least: '• اولین واریز از {amount} به بالا پاداش دارد.',
  },
  figures: {
    invited: '👥 دوستانی که آمده‌اند: {count}',
    paid: '✅ واریز کرده‌اند: {count}',
    earned: '💰 کل درآمد شما: {amount}',
    lately: '📅 در {days} روز گذشته: {amount}',
    owed: '↩️ به‌خاطر برگشت یک پرداخت، از پاداش‌های بعدی شما کم می‌شود: {amount}',
  },
  invitation: {
    plain: 'من از این ربات استفاده می‌کنم و راضی‌ام. با لینک من بیا و امتحانش کن.',
    withBonus: 'من از این ربات استفاده می‌کنم و راضی‌ام. با لینک من بیا و با اولین واریزت {bonus} هدیه بگیر.',
  },
  qrCaption: '🤝 لینک دعوت شما به شکل تصویر؛ دوستتان می‌تواند آن را اسکن کند: {link}',
  lists: {
    people: '👥 دوستانی که با دعوت شما آمده‌اند',
    nobody: 'هنوز کسی نیامده است. لینک خود را برای یک دوست بفرستید.',
    earnings: '💰 درآمد شما از دعوت دوستان',
    nothing: 'هنوز درآمدی ندارید. با اولین واریز یک دوست شروع می‌شود.',
  },
  lines: {
    joined: '{date}: {name}',
    paid: '{date}: {name}، واریز کرده است',
    earnedBy: '{date}: {name}، {amount}',
    reward: '{date}: {amount} · {what}',
    takenBack: '{line} (پس گرفته شد: {amount})',
  },
  kinds: {
    commission: 'واریز {name}',
    first: 'اولین واریز {name}',
    welcome: 'هدیهٔ ورود شما با دعوت دوستتان',
  },
  buttons: {
    invite: '🤝 دعوت دوستان',
    share: '📤 ارسال برای دوست',
    copy: '📋 کپی لینک',
    qr: '🔳 کد تصویری',
    people: '👥 چه کسانی آمده‌اند',
    earnings: '💰 درآمد من',
    newer: '⬅️ تازه‌تر',
    older: 'قدیمی‌تر ➡️',
  },
} as const satisfies Translation<typeof referralsEn>;
