import type { Translation } from '../../../texts/shape.js';
import type { registrationEn } from './en.js';

/** Persian texts about the steps of registration and the choice of a language. */
export const registrationFa = {
  language: {
    name: 'فارسی',
    ask: 'لطفاً زبان خود را انتخاب کنید:',
    changed: 'از این پس به فارسی صحبت می‌کنیم.',
    isFixed: 'این ربات فقط به یک زبان صحبت می‌کند.',
  },
  rules: {
    title: 'قوانین استفاده',
    standard:
      'لطفاً از سرویس فقط در چارچوب قانون استفاده کنید، اشتراک خود را در اختیار دیگران نگذارید و از آن برای ارسال هرزنامه یا حمله استفاده نکنید.',
    ask: 'لطفاً قوانین را بخوانید؛ به‌محض پذیرفتن آن‌ها ادامه می‌دهیم.',
    declined:
      'تصمیم با شماست؛ اما بدون پذیرش قوانین نمی‌توانیم به شما خدمات ارائه کنیم. اگر نظرتان عوض شد، قوانین همین‌جاست.',
  },
  code: {
    ask: 'اگر کد معرف دارید، همین‌جا بنویسید. اگر ندارید، بدون کد ادامه دهید.',
    unknown: 'چنین کدی پیدا نشد. لطفاً آن را بررسی کنید و دوباره بنویسید، یا بدون کد ادامه دهید.',
  },
  channel: {
    ask: 'برای استفاده از ربات، لطفاً ابتدا در کانال ما عضو شوید؛ سپس برگردید و دکمهٔ «عضو شدم» را بزنید.',
    passed: 'از عضویت شما سپاسگزاریم!',
  },
  registered: 'خوش آمدید! ثبت‌نام شما انجام شد.',
  alerts: { notJoined: 'هنوز عضو کانال نشده‌اید. لطفاً اول عضو شوید و بعد دوباره دکمه را بزنید.' },
  buttons: {
    accept: '✅ می‌پذیرم',
    decline: 'نمی‌پذیرم',
    skipCode: 'ادامه بدون کد',
    openChannel: '📢 باز کردن کانال',
    joined: '✅ عضو شدم',
  },
  commands: { language: 'انتخاب زبان' },
} as const satisfies Translation<typeof registrationEn>;
