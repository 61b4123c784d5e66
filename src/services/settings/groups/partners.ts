import { onOff, tomanAmount, whole } from '#platform/setting-kinds.js';

/** People who earn money on those they brought, onto a balance of its own. */
export const partnerSettings = {
  partner_applications: onOff(false, {
    fa: ['درخواست همکاری', 'کاربران می‌توانند در ربات درخواست بدهند که همکار شوند.'],
    en: ['Partners may apply', 'People can ask in the bot to become a partner.'],
    ru: ['Заявки партнёров', 'Люди могут подать в боте заявку, чтобы стать партнёром.'],
  }),
  partner_hold_days: whole(
    { min: 0, max: 365, unit: 'days', default: 14 },
    {
      fa: ['روزهای انتظار درآمد', 'درآمد همکار پس از این تعداد روز قابل تسویه است.'],
      en: ['Hold of earnings', 'After how many days what a partner earned can be paid out.'],
      ru: ['Удержание заработка', 'Через сколько дней заработок партнёра можно вывести.'],
    },
  ),
  partner_min_payout_toman: tomanAmount(500_000, {
    fa: ['کمترین مبلغ تسویه', 'همکار از این مبلغ به بالا می‌تواند تسویه بخواهد، به تومان.'],
    en: ['Least payout', 'The least sum that a partner can ask to be paid out.'],
    ru: ['Минимальная выплата', 'Наименьшая сумма, которую партнёр может вывести.'],
  }),
};
