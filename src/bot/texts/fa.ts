import { adminNoticesFa, orderErrorsFa, orderNamesFa, orderNoticesFa } from './orders/fa.js';
import type { Translation } from './shape.js';
import { amountsFa, shopAlertsFa, shopButtonsFa, shopCountsFa } from './shop/fa-buttons.js';
import { changeButtonsFa, changesFa } from './shop/fa-changes.js';
import { shopFa } from './shop/fa.js';

/** Persian texts. */
export const fa = {
  language: {
    name: 'فارسی',
    ask: 'لطفاً زبان خود را انتخاب کنید:',
    changed: 'از این پس به فارسی صحبت می‌کنیم.',
  },
  rules: {
    title: 'قوانین استفاده',
    standard:
      'لطفاً از سرویس فقط در چارچوب قانون استفاده کنید، اشتراک خود را در اختیار دیگران نگذارید و از آن برای ارسال هرزنامه یا حمله استفاده نکنید.',
    ask: 'لطفاً قوانین را بخوانید؛ به‌محض پذیرفتن آن‌ها ادامه می‌دهیم.',
    declined:
      'تصمیم با شماست؛ اما بدون پذیرش قوانین نمی‌توانیم به شما خدمات ارائه کنیم. اگر نظرتان عوض شد، قوانین همین‌جاست.',
  },
  channel: {
    ask: 'برای استفاده از ربات، لطفاً ابتدا در کانال ما عضو شوید؛ سپس برگردید و دکمهٔ «عضو شدم» را بزنید.',
    trouble: `⚠️ ربات نمی‌تواند عضویت افراد در کانال {channel} را بررسی کند. پاسخ تلگرام: <i>{reason}</i>

تا وقتی این مشکل برطرف نشود، همه بدون عضویت وارد می‌شوند. لطفاً ربات را مدیر کانال کنید یا کانال را در تنظیمات اصلاح کنید.`,
  },
  topic: {
    trouble: `⚠️ ربات دیگر نمی‌تواند در تاپیک {topic} بنویسد (فیلد {field}). پاسخ تلگرام: <i>{reason}</i>

تا وقتی این مشکل برطرف نشود، پیام‌هایش بیرون از تاپیک می‌آیند. لطفاً تاپیک را دوباره باز کنید، به ربات اجازهٔ مدیریت تاپیک‌ها را بدهید یا تاپیک دیگری تعیین کنید.`,
  },
  menu: {
    greeting: 'سلام {name} 👋',
    ask: 'چه کاری می‌توانم برایتان انجام دهم؟',
    registered: 'خوش آمدید! ثبت‌نام شما انجام شد.',
  },
  profile: {
    title: 'حساب کاربری شما',
    name: 'نام: {name}',
    registered: 'تاریخ ثبت‌نام: {date}',
    together: 'مدت همراهی: {days}',
    balance: 'موجودی: {balance}',
  },
  help: {
    title: 'راهنما',
    body: 'همهٔ کارها با دکمه‌های زیر پیام‌ها انجام می‌شود. اگر دکمه‌ها را نمی‌بینید، {command} را بفرستید.',
    commands: 'دستورها:',
    line: '{description}: {command}',
    support: 'سؤالی دارید؟ به پشتیبانی پیام بدهید؛ با کمال میل کمک می‌کنیم.',
  },
  notices: {
    unknownText: 'ببخشید، متوجه منظورتان نشدم. همهٔ کارها از منوی اصلی انجام می‌شود.',
    forNewPeople: 'این لینک مخصوص کاربران جدید است و شما از قبل همراه ما هستید؛ بنابراین چیزی تغییر نکرد.',
    languageIsFixed: 'این ربات فقط به یک زبان صحبت می‌کند.',
    channelPassed: 'از عضویت شما سپاسگزاریم!',
    blocked: 'دسترسی شما به این ربات مسدود شده است.',
    blockedWithSupport:
      'دسترسی شما به این ربات مسدود شده است. اگر فکر می‌کنید اشتباهی رخ داده، لطفاً به پشتیبانی پیام بدهید.',
    unblocked: 'دسترسی شما به این ربات دوباره برقرار شد. خوش آمدید!',
    writePrivately: 'من فقط در گفت‌وگوی خصوصی پاسخ می‌دهم. برای باز کردن گفت‌وگو دکمهٔ زیر را بزنید.',
  },
  fleet: {
    tokenRevoked:
      '⚠️ تلگرام دیگر توکن {bot} را نمی‌پذیرد و این ربات متوقف شده است. لطفاً از \u2068@BotFather\u2069 توکن جدید بگیرید و آن را در سامانه ثبت کنید؛ به پیام‌های این مدت پس از آن پاسخ داده می‌شود.',
  },
  fallbacks: {
    name: 'دوست عزیز',
  },
  buttons: {
    ...shopButtonsFa,
    ...changeButtonsFa,
    openOrder: '🧾 سفارش من',
    openSubscription: '📦 اشتراک من',
    accept: '✅ می‌پذیرم',
    decline: 'نمی‌پذیرم',
    openChannel: '📢 باز کردن کانال',
    joined: '✅ عضو شدم',
    openPrivately: '💬 باز کردن گفت‌وگو',
    profile: '👤 حساب من',
    language: '🌐 زبان',
    help: '❓ راهنما',
    support: '💬 پشتیبانی',
    menu: '🏠 منوی اصلی',
  },
  alerts: {
    ...shopAlertsFa,
    staleButton: 'این دکمه دیگر فعال نیست؛ منوی تازه را ببینید.',
    notJoined: 'هنوز عضو کانال نشده‌اید. لطفاً اول عضو شوید و بعد دوباره دکمه را بزنید.',
    blocked: 'دسترسی شما به این ربات مسدود شده است.',
  },
  adminNotices: adminNoticesFa,
  orderNames: orderNamesFa,
  orderNotices: orderNoticesFa,
  errors: {
    ...orderErrorsFa,
    'server.bug':
      'متأسفیم، مشکلی از سمت ما پیش آمد و همکارانمان باخبر شدند. لطفاً کمی بعد دوباره امتحان کنید.',
  },
  counts: {
    ...shopCountsFa,
    days: { other: '{count} روز' },
  },
  toman: { other: '{count} تومان' },
  ...shopFa,
  changes: changesFa,
  amounts: amountsFa,
  nodes: {
    back: '✅ سرور <b>{name}</b> دوباره به پنل پاسخ می‌دهد.',
    lost: '⚠️ سرور <b>{name}</b> دیگر به پنل پاسخ نمی‌دهد.',
  },
  squads: {
    removed: '⚠️ <b>این سرورها از پنل حذف شدند:</b> {squads}',
    subscriptions: 'اشتراک‌های فعالی که آن‌ها را از دست می‌دهند: {count}',
    plans: 'پلن‌هایی که این سرورها را دارند: {plans}',
    follows:
      'اشتراک‌هایی که سرور دیگری هم دارند با همان‌ها ادامه می‌دهند، در تمدید هم همین‌طور. اگر سروری نماند، تمدید انجام نمی‌شود و مبلغ برمی‌گردد؛ لطفاً برای این پلن‌ها سرورهای دیگری انتخاب کنید.',
  },
  commands: {
    help: 'راهنمای استفاده از ربات',
    language: 'انتخاب زبان',
    menu: 'نمایش منوی اصلی',
    start: 'شروع از ابتدا',
  },
} as const satisfies Translation;
