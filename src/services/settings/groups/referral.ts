import { z } from 'zod';
import { onOff, setting, textPerLanguage, tomanAmount, whole } from '#platform/setting-kinds.js';

const level = z.strictObject({
  /** Invited people whose first sufficient payment came. */
  from: z.number().int().min(1).max(1_000_000),
  percent: z.number().int().min(0).max(100),
});
const levels = z
  .array(level)
  .max(20)
  .refine((list) => new Set(list.map(({ from }) => from)).size === list.length, 'names a number twice');

/** Rewards for bringing people, where the feature `referral_program` is on. */
export const referralSettings = {
  referral_code_asked: onOff(true, {
    fa: ['پرسیدن کد معرف', 'از کاربران جدیدی که با لینک نیامده‌اند کد معرف پرسیده می‌شود.'],
    en: ['Ask for a code', 'New people who came without a link are asked for a referral code.'],
    ru: ['Спрашивать код', 'Новых людей, пришедших без ссылки, спрашивают о коде.'],
  }),
  referral_commission_percent: whole(
    { min: 0, max: 100, unit: 'percent', default: 25 },
    {
      fa: ['درصد پورسانت', 'معرف از هر واریز افراد معرفی‌شده این درصد را می‌گیرد.'],
      en: ['Commission', 'What part of each top-up of an invited person the inviter gets.'],
      ru: ['Комиссия', 'Какой процент от каждого пополнения получает пригласивший.'],
    },
  ),
  referral_invite_text: textPerLanguage({
    fa: [
      'متن دعوت',
      'متنی که افراد با لینک خود می‌فرستند؛ پیش‌فرض: متن سادهٔ ما. در لینک تلگرام حدود ۲۵۰ حرف جا می‌شود و ادامه‌اش بریده می‌شود.',
    ],
    en: [
      'Invitation',
      'The text that people share with their link; a plain text of ours by default. Some 250 Persian or Russian letters fit, the rest is cut.',
    ],
    ru: [
      'Приглашение',
      'Текст, которым люди делятся вместе со ссылкой; по умолчанию наш простой. Помещается около 250 букв, остальное обрежется.',
    ],
  }),
  referral_inviter_bonus_toman: tomanAmount(100_000, {
    fa: ['پاداش معرف', 'پاداش معرف برای اولین واریز کافی فرد معرفی‌شده، به تومان.'],
    en: ['Bonus of the inviter', 'What the inviter gets for the first sufficient top-up of a newcomer.'],
    ru: ['Бонус пригласившему', 'Сколько получает пригласивший за первое достаточное пополнение.'],
  }),
  referral_levels: setting(
    'table',
    { schema: levels, default: [] },
    {
      fa: [
        'سطح‌های پورسانت',
        'درصد بیشتر برای معرفی که چند نفر از دوستانش پرداخت کرده‌اند، مانند [{"from": 10, "percent": 30}].',
      ],
      en: [
        'Levels of commission',
        'A percentage of its own from so many invited people who paid, such as [{"from": 10, "percent": 30}].',
      ],
      ru: [
        'Уровни комиссии',
        'Свой процент, когда заплатили столько приглашённых, например [{"from": 10, "percent": 30}].',
      ],
    },
  ),
  referral_min_topup_toman: tomanAmount(100_000, {
    fa: ['کمترین واریز اول', 'اولین واریز از این مبلغ به بالا پاداش دارد، به تومان.'],
    en: ['Least first top-up', 'From which first top-up on the bonuses are paid.'],
    ru: ['Минимальное первое пополнение', 'С какого первого пополнения платятся бонусы.'],
  }),
  referral_newcomer_bonus_toman: tomanAmount(100_000, {
    fa: ['پاداش کاربر جدید', 'پاداش فرد معرفی‌شده برای اولین واریز کافی خود، به تومان.'],
    en: ['Bonus of the newcomer', 'What the invited person gets for the first sufficient top-up.'],
    ru: ['Бонус новичку', 'Сколько получает приглашённый за первое достаточное пополнение.'],
  }),
  referral_notices: onOff(true, {
    fa: ['اعلان پاداش‌ها', 'معرف از پیوستن افراد و دریافت پاداش باخبر می‌شود.'],
    en: ['Notices of rewards', 'Inviters are told who joined and what they earned.'],
    ru: ['Сообщения о наградах', 'Пригласивший узнаёт, кто пришёл и сколько он заработал.'],
  }),
};
