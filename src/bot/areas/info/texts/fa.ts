import type { Translation } from '../../../texts/shape.js';
import type { infoEn } from './en.js';

/** Persian texts about information pages. */
export const infoFa = {
  title: 'اطلاعات',
  ask: 'چه چیزی را می‌خواهید بخوانید؟',
  rulesTitle: 'قوانین استفاده',
  privacyTitle: 'حریم خصوصی',
  offerTitle: 'شرایط فروش',
  page: 'صفحهٔ {page} از {pages}',
  demand: {
    privacyAsk: 'لطفاً متن حریم خصوصی را بخوانید. با پذیرفتن آن ادامه می‌دهیم.',
    privacyDeclined:
      'تصمیم با شماست؛ ولی بدون پذیرفتن متن حریم خصوصی نمی‌توانیم در خدمتتان باشیم. اگر نظرتان عوض شد، همین‌جا می‌توانید آن را بپذیرید.',
    readOn: 'لطفاً متن را تا پایان بخوانید؛ دکمهٔ پذیرش در صفحهٔ آخر است.',
    renewed:
      'این متن تازه شده است. لطفاً آن را بخوانید و بپذیرید تا ادامه دهیم. آنچه خریده‌اید همچنان کار می‌کند.',
    changed: 'هنگامی که متن را می‌خواندید، متن عوض شد. لطفاً متن تازه را ببینید.',
    thanks: 'سپاس از شما! پذیرش شما ثبت شد.',
  },
  faq: {
    title: 'پرسش‌های پرتکرار',
    ask: 'یکی از پرسش‌ها را انتخاب یا جست‌وجو کنید.',
    entry: '{title}',
    heading: '<b>{title}</b>',
    searchAsk: 'یک یا چند واژه از پرسش خود را بنویسید.',
    found: 'نتیجهٔ جست‌وجوی «{words}»:',
    foundNone: 'برای «{words}» چیزی پیدا نشد. لطفاً واژه‌های دیگری را امتحان کنید.',
  },
  buttons: {
    info: '📖 اطلاعات',
    rules: '📜 قوانین استفاده',
    privacy: '🔐 حریم خصوصی',
    offer: '📄 شرایط فروش',
    faq: '❔ پرسش‌های پرتکرار',
    search: '🔎 جست‌وجو',
  },
} as const satisfies Translation<typeof infoEn>;
