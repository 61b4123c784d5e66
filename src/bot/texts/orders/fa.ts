import type { Translation } from '../shape.js';

/** Why an order cannot be met, in Persian. */
export const orderErrorsFa = {
  'order.account_blocked': 'در حال حاضر امکان خرید با حساب شما وجود ندارد.',
  'order.choose_subscription':
    'شما چند اشتراک دارید؛ لطفاً اشتراک مورد نظر را از «اشتراک‌های من» انتخاب کنید.',
  'order.devices_most': 'تعداد دستگاه‌ها از سقف مجاز یک اشتراک بیشتر می‌شود.',
  'order.not_for_trial': 'اشتراک آزمایشی تغییر نمی‌کند؛ لطفاً یک پلن بخرید تا جای آن را بگیرد.',
  'order.not_offered': 'این گزینه در حال حاضر فروخته نمی‌شود؛ لطفاً گزینهٔ دیگری انتخاب کنید.',
  'order.plan_gone': 'این پلن دیگر فروخته نمی‌شود؛ لطفاً پلن دیگری انتخاب کنید.',
  'order.subscription_disabled': 'این اشتراک را مدیر غیرفعال کرده است؛ لطفاً به پشتیبانی پیام بدهید.',
  'order.subscription_gone': 'این اشتراک دیگر وجود ندارد.',
  'order.subscription_limit': 'تعداد اشتراک‌های شما به سقف رسیده است؛ می‌توانید یکی از آن‌ها را تمدید کنید.',
  'order.subscription_over': 'این اشتراک به پایان رسیده است؛ لطفاً اول آن را تمدید کنید.',
  'order.tenant_wallet':
    'متأسفیم، فروش برای مدت کوتاهی متوقف است. لطفاً کمی بعد دوباره امتحان کنید؛ مبلغی از شما کم نشد.',
  'order.too_long': 'مدت اشتراک بیش از اندازه طولانی می‌شود؛ لطفاً نزدیک پایان آن دوباره امتحان کنید.',
  'order.traffic_unlimited': 'حجم این اشتراک همین حالا نامحدود است.',
  'order.trial_used':
    'شما قبلاً از اشتراک آزمایشی استفاده کرده‌اید؛ لطفاً یک پلن انتخاب کنید. خوشحالیم که همراه ما هستید.',
} as const satisfies Omit<Translation['errors'], 'server.bug'>;

/** What a person hears of an order without having asked, in Persian. */
export const orderNoticesFa = {
  completed: '✅ مبلغ شما رسید و خرید <b>{what}</b> انجام شد؛ تا لحظه‌ای دیگر همه‌چیز آماده است.',
  changed:
    'مبلغ شما رسید، اما قیمت یا شرایط <b>{what}</b> در این فاصله تغییر کرده است. لطفاً دوباره ببینید و تأیید کنید.',
  refused: 'مبلغ شما رسید و در کیف پول شماست، اما خرید <b>{what}</b> ممکن نشد: {reason}',
  funded: 'مبلغ شما رسید و برای <b>{what}</b> کافی است؛ می‌توانید سفارش خود را نهایی کنید.',
  expired: 'مهلت سفارش شما تمام شد: <b>{what}</b>. هر زمان خواستید می‌توانید دوباره سفارش دهید.',
  refunded:
    'متأسفیم، نتوانستیم <b>{what}</b> را برایتان راه‌اندازی کنیم. مبلغ {amount} به کیف پول شما برگشت. لطفاً بعداً دوباره امتحان کنید یا به پشتیبانی پیام بدهید.',
  undone:
    'متأسفیم، نتوانستیم <b>{what}</b> را برایتان راه‌اندازی کنیم. مبلغی از شما کم نشد؛ لطفاً بعداً دوباره امتحان کنید.',
  refundedServers:
    'سرورهای <b>{what}</b> دیگر وجود ندارند و راه‌اندازی آن ممکن نشد. مبلغ {amount} به کیف پول شما برگشت؛ لطفاً پلن دیگری انتخاب کنید.',
  undoneServers:
    'سرورهای <b>{what}</b> دیگر وجود ندارند و راه‌اندازی آن ممکن نشد. مبلغی از شما کم نشد؛ لطفاً پلن دیگری انتخاب کنید.',
} as const satisfies Translation['orderNotices'];

/** What is bought, in a few words, in Persian. */
export const orderNamesFa = {
  simple: 'اشتراک {days}',
  trial: 'اشتراک آزمایشی {days}',
  traffic: 'حجم اضافه: {gb} گیگابایت',
  unlimitedTraffic: 'حجم نامحدود',
  devices: 'دستگاه اضافه: {number}',
  reset: 'صفر کردن حجم مصرف‌شده',
} as const satisfies Translation['orderNames'];

/** What admins hear of orders, in Persian. */
export const adminNoticesFa = {
  trial: '🎁 <b>یک اشتراک آزمایشی گرفته شد</b>',
  purchase: '🛒 <b>یک اشتراک فروخته شد</b>',
  renewal: '🔁 <b>یک اشتراک تمدید شد</b>',
  change: '⚙️ <b>یک اشتراک تغییر کرد</b>',
  failure: '⚠️ <b>یک فروش پس گرفته شد</b>: پنل نتوانست آن را راه‌اندازی کند و مبلغ برگردانده شد.',
  what: 'مورد: {what}',
  person: 'خریدار: {person}',
  price: 'قیمت: {price}',
  until: 'تا: {date}',
  subscription: 'شمارهٔ اشتراک: {number}',
  reason: 'علت: {reason}',
  walletEmpty:
    '⚠️ <b>{bot} یک فروش را انجام نداد</b>: موجودی کیف پول آن نزد سامانه {balance} است و هزینهٔ حجم را پوشش نمی‌دهد. لطفاً کیف پول را شارژ کنید؛ تا آن زمان ربات نمی‌تواند بفروشد.',
} as const satisfies Translation['adminNotices'];
