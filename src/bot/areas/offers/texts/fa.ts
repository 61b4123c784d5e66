import type { Translation } from '../../../texts/shape.js';
import type { offersEn } from './en.js';

/** Persian texts about what a person is offered, has off, and tries. */
export const offersFa = {
  title: 'پیشنهادهای شما',
  none: 'فعلاً پیشنهادی برای شما نداریم.',
  named: '<b>{title}</b>',
  kinds: { discount: '🎁 تخفیف ویژهٔ شما', test_access: '🧪 سرورهای بیشتر برای امتحان' },
  terms: {
    percent: '{percent} درصد تخفیف.',
    sum: '{amount} تخفیف.',
    purchase: 'برای خرید اشتراک جدید است.',
    renewal: 'برای تمدید اشتراک است.',
    somePlans: 'فقط برای بعضی از پلن‌هاست و در قیمت آن‌ها دیده می‌شود.',
    holds: 'از لحظهٔ فعال‌سازی تا {hours} اعتبار دارد.',
    access: 'می‌توانید به مدت {hours} سرورهای بیشتری را با اشتراک خود امتحان کنید.',
    takeUntil: 'مهلت فعال‌سازی: {time}',
  },
  running: {
    percent: '🎁 تخفیف {percent} درصدی شما تا {time} اعتبار دارد.',
    sum: '🎁 تخفیف {amount} شما تا {time} اعتبار دارد.',
    access: '🧪 تا {time} می‌توانید سرورهای بیشتری را امتحان کنید.',
  },
  taken: {
    discount: '✅ تخفیف برای شما فعال شد.',
    access: '✅ سرورها به اشتراک شما اضافه می‌شوند. یک دقیقهٔ دیگر اشتراک را در برنامهٔ خود به‌روز کنید.',
  },
  noSubscription:
    'برای امتحان سرورهای بیشتر به یک اشتراک فعال نیاز دارید. این پیشنهاد تا {time} برایتان می‌ماند.',
  alerts: {
    gone: 'مهلت این پیشنهاد تمام شده است.',
    keptOut: 'در حال حاضر امکان فعال‌سازی پیشنهاد با حساب شما وجود ندارد.',
    nothingNew: 'اشتراک شما همین حالا هم این سرورها را دارد.',
  },
  buttons: { mine: '🎁 پیشنهادهای من', take: '🎁 فعال‌سازی' },
} as const satisfies Translation<typeof offersEn>;
