import { z } from 'zod';
import {
  line,
  masterOnly,
  onOff,
  oneOf,
  setting,
  squads,
  tomanAmount,
  tomanOrNone,
  whole,
} from '#platform/setting-kinds.js';
import { panelTag } from './trial.js';

const trafficPackage = z.strictObject({
  /** 0: unlimited. */
  gb: z.number().int().min(0).max(100_000),
  price_toman: z.number().int().min(0).max(100_000_000_000),
  enabled: z.boolean().default(true),
});
const packages = z
  .array(trafficPackage)
  .max(50)
  .refine((list) => new Set(list.map(({ gb }) => gb)).size === list.length, 'names a size twice');
const packageOf = (gb: number, thousands: number) => ({ gb, price_toman: thousands * 1_000, enabled: true });

const periodDiscounts = z.record(
  z.string().regex(/^[1-9]\d{0,3}$/, 'must be a number of days'),
  z.number().int().min(0).max(100),
);

/** What is sold beside the plans (`bot_plans`), and how prices are made. */
export const pricingSettings = {
  cart_auto_purchase: onOff(true, {
    fa: ['خرید خودکار پس از واریز', 'سفارش نگه‌داشته‌شده پس از رسیدن مبلغ خودبه‌خود خریداری می‌شود.'],
    en: ['Buy when the money is there', 'The saved cart is bought by itself when a top-up covers it.'],
    ru: ['Покупка после пополнения', 'Корзина покупается сама, когда денег хватает.'],
  }),
  cart_minutes: whole(
    { min: 5, max: 10_080, unit: 'minutes', default: 60 },
    {
      fa: ['اعتبار سبد خرید', 'سبد خرید چند دقیقه نگه داشته می‌شود.'],
      en: ['Cart is kept for', 'How long a cart waits for its money.'],
      ru: ['Срок корзины', 'Сколько минут корзина ждёт оплаты.'],
    },
  ),
  device_addons: onOff(true, {
    fa: ['فروش دستگاه اضافه', 'افراد می‌توانند به اشتراک فعال دستگاه اضافه کنند.'],
    en: ['Extra devices', 'People may add devices to a running subscription.'],
    ru: ['Дополнительные устройства', 'К действующей подписке можно добавить устройства.'],
  }),
  extra_device_price_toman: tomanAmount(50_000, {
    fa: ['قیمت دستگاه اضافه', 'قیمت هر دستگاه اضافه برای یک ماه، به تومان.'],
    en: ['Price of an extra device', 'Price of one extra device for a month.'],
    ru: ['Цена устройства', 'Цена одного дополнительного устройства за месяц.'],
  }),
  link_reissue: onOff(true, {
    fa: ['تعویض لینک', 'افراد می‌توانند لینک تازه بگیرند؛ لینک قبلی از کار می‌افتد.'],
    en: ['Reissue of links', 'People may ask for a new link; the old one stops working.'],
    ru: ['Перевыпуск ссылки', 'Человек может получить новую ссылку; старая перестаёт работать.'],
  }),
  max_devices: whole(
    { min: 0, max: 1_000, unit: 'devices', default: 20 },
    {
      fa: ['سقف دستگاه‌ها', 'بیشترین تعداد دستگاه یک اشتراک؛ ۰: بدون سقف.'],
      en: ['Most devices', 'The most devices of a subscription; 0 sets no limit.'],
      ru: ['Предел устройств', 'Сколько устройств может быть у подписки; 0 без предела.'],
    },
  ),
  paid_panel_tag: masterOnly(
    line(panelTag, {
      fa: ['برچسب خرید در پنل', 'برچسب حساب‌های خریداری‌شده در پنل؛ پیش‌فرض: هیچ.'],
      en: ['Panel tag of sales', 'Tag of paid accounts on the panel; none by default.'],
      ru: ['Метка платных на панели', 'Метка платных аккаунтов на панели; по умолчанию нет.'],
    }),
  ),
  period_discounts: setting(
    'table',
    { schema: periodDiscounts, default: {} },
    {
      fa: ['تخفیف دوره‌ها', 'درصد تخفیف گروه پیش‌فرض برای هر مدت، مانند {"90": 20}.'],
      en: [
        'Discounts by period',
        'Percent off for the default group by days of the period, such as {"90": 20}.',
      ],
      ru: ['Скидки за срок', 'Процент скидки обычной группы по числу дней, например {"90": 20}.'],
    },
  ),
  plan_change: onOff(true, {
    fa: ['تغییر پلن', 'افراد می‌توانند پلن خود را عوض کنند؛ ارزش باقی‌مانده حساب می‌شود.'],
    en: ['Change of plan', 'People may move to another plan; what is left of the old one is credited.'],
    ru: ['Смена тарифа', 'Можно перейти на другой тариф; остаток старого засчитывается.'],
  }),
  price_step_toman: whole(
    { min: 1, max: 1_000_000, unit: 'toman', default: 1_000 },
    {
      fa: ['گرد کردن قیمت', 'قیمت پس از تخفیف به بالا به مضربی از این مبلغ گرد می‌شود.'],
      en: ['Rounding of prices', 'Discounted prices are rounded up to a multiple of this.'],
      ru: ['Округление цен', 'Цена со скидкой округляется вверх до кратной этой сумме.'],
    },
  ),
  sellable_squads: masterOnly(
    squads({
      fa: ['سرورهای قابل فروش', 'شناسهٔ گروه‌های سروری که ربات می‌تواند بفروشد؛ خالی: همه.'],
      en: ['Servers for sale', 'Squads of the panel that the bot may sell; when empty, all of them.'],
      ru: ['Серверы на продажу', 'Сквады панели, которые может продавать бот; если пусто, все.'],
    }),
  ),
  subscriptions_per_user: whole(
    { min: 1, max: 50, unit: 'pieces', default: 1 },
    {
      fa: ['اشتراک‌های هر نفر', 'هر نفر هم‌زمان چند اشتراک می‌تواند داشته باشد.'],
      en: ['Subscriptions a person', 'How many subscriptions a person may have at a time.'],
      ru: ['Подписок на человека', 'Сколько подписок может быть у человека одновременно.'],
    },
  ),
  traffic_addons: onOff(true, {
    fa: ['فروش حجم اضافه', 'افراد می‌توانند به اشتراک فعال حجم اضافه کنند.'],
    en: ['Extra traffic', 'People may add traffic to a running subscription.'],
    ru: ['Дополнительный трафик', 'К действующей подписке можно добавить трафик.'],
  }),
  traffic_packages: setting(
    'table',
    {
      schema: packages,
      default: [
        packageOf(5, 20),
        packageOf(10, 35),
        packageOf(25, 70),
        packageOf(50, 110),
        packageOf(100, 150),
        packageOf(250, 170),
        packageOf(500, 190),
        packageOf(1_000, 195),
        packageOf(0, 200),
      ],
    },
    {
      fa: ['بسته‌های حجم', 'بسته‌های حجم اضافه با قیمت یک ماه به تومان؛ gb برابر ۰ یعنی نامحدود.'],
      en: ['Packages of traffic', 'Extra traffic for sale, with its price for a month; gb 0 is unlimited.'],
      ru: ['Пакеты трафика', 'Дополнительный трафик и его цена за месяц; gb 0 без ограничения.'],
    },
  ),
  traffic_reset_offered: onOff(true, {
    fa: ['فروش صفر کردن مصرف', 'افراد می‌توانند مصرف خود را با پرداخت هزینه صفر کنند.'],
    en: ['Reset of used traffic', 'People may have their used traffic set to zero for a price.'],
    ru: ['Сброс трафика', 'Израсходованный трафик можно обнулить за плату.'],
  }),
  traffic_reset_on_payment: onOff(false, {
    fa: ['صفر شدن مصرف با پرداخت', 'با هر خرید یا تمدید، مصرف در پنل صفر می‌شود.'],
    en: ['Payment resets traffic', 'Each purchase and renewal sets the used traffic to zero on the panel.'],
    ru: ['Оплата обнуляет трафик', 'Каждая покупка и продление обнуляют расход на панели.'],
  }),
  traffic_reset_period: oneOf(['none', 'day', 'week', 'month', 'month_rolling'], 'month_rolling', {
    fa: [
      'دورهٔ حجم',
      'حجم اشتراک هر چند وقت از نو حساب می‌شود: none هرگز، day هر روز، week هر دوشنبه، month اول هر ماه میلادی (به تقویم پنل)، month_rolling هر ماه در روز ساخت اشتراک. تغییر آن فقط بر فروش‌های بعدی اثر دارد.',
    ],
    en: [
      'Period of the traffic',
      "How often the traffic of a subscription begins anew: none never; day, week (Mondays) and month (the 1st) by the panel's calendar; month_rolling each month on the day on which the subscription was made. A change concerns later sales only.",
    ],
    ru: [
      'Период трафика',
      'Как часто трафик считается заново: none никогда; day, week (по понедельникам) и month (1-го числа) по календарю панели; month_rolling каждый месяц в день создания подписки. Изменение действует только на новые продажи.',
    ],
  }),
  traffic_reset_price_toman: tomanOrNone({
    fa: ['قیمت صفر کردن مصرف', 'قیمت صفر کردن مصرف به تومان؛ پیش‌فرض: قیمت یک ماه.'],
    en: ['Price of a reset', 'What a reset of used traffic costs; the price of a month by default.'],
    ru: ['Цена сброса', 'Сколько стоит сброс трафика; по умолчанию цена месяца.'],
  }),
};
