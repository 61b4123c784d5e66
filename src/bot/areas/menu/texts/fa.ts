import type { Translation } from '../../../texts/shape.js';
import type { menuEn } from './en.js';

/** Persian texts about the menu, the account, help and the answers to what is none of ours. */
export const menuFa = {
  greeting: 'سلام {name} 👋',
  ask: 'چه کاری می‌توانم برایتان انجام دهم؟',
  profile: {
    title: 'حساب کاربری شما',
    name: 'نام: {name}',
    registered: 'تاریخ ثبت‌نام: {date}',
    together: 'مدت همراهی: {days}',
    balance: 'موجودی: {balance}',
    reminders: 'یادآوری‌ها: روشن',
    noReminders: 'یادآوری‌ها: خاموش',
  },
  picture: {
    ask: 'لطفاً عکسی را که می‌خواهید منوی اصلی داشته باشد، به‌صورت عکس بفرستید.',
    notOne: 'این عکس نیست. لطفاً آن را به‌صورت عکس بفرستید، نه فایل.',
    set: '✅ از این پس منوی اصلی این عکس را دارد.',
    gone: '✅ منوی اصلی دیگر عکس ندارد.',
  },
  help: {
    title: 'راهنما',
    body: 'همهٔ کارها با دکمه‌های زیر پیام‌ها انجام می‌شود. اگر دکمه‌ها را نمی‌بینید، {command} را بفرستید.',
    line: '{description}: {command}',
    support: 'سؤالی دارید؟ به پشتیبانی پیام بدهید؛ با کمال میل کمک می‌کنیم.',
    commands: 'دستورها:',
  },
  unknownText: 'ببخشید، متوجه منظورتان نشدم. همهٔ کارها از منوی اصلی انجام می‌شود.',
  forNewPeople: 'این لینک مخصوص کاربران جدید است و شما از قبل همراه ما هستید؛ بنابراین چیزی تغییر نکرد.',
  writePrivately: 'من فقط در گفت‌وگوی خصوصی پاسخ می‌دهم. برای باز کردن گفت‌وگو دکمهٔ زیر را بزنید.',
  buttons: {
    wallet: '👛 کیف پول: {balance}',
    trial: '🎁 امتحان رایگان',
    trialPaid: '🎁 آزمایشی با {price}',
    cart: '🧺 سفارش شما: {total}',
    downloadHapp: '⬇️ دریافت هپ',
    openPrivately: '💬 باز کردن گفت‌وگو',
    profile: '👤 حساب من',
    language: '🌐 زبان',
    help: '❓ راهنما',
    removePicture: '🖼 برداشتن عکس',
    remind: '🔔 روشن کردن یادآوری‌ها',
    doNotRemind: '🔕 خاموش کردن یادآوری‌ها',
  },
  commands: {
    help: 'راهنمای استفاده از ربات',
    logo: 'انتخاب عکس منوی اصلی',
    menu: 'نمایش منوی اصلی',
    start: 'شروع از ابتدا',
  },
} as const satisfies Translation<typeof menuEn>;
