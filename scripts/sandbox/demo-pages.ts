import { FaqEntry } from '#models/faq-entry.js';
import { MenuNote } from '#models/menu-note.js';
import type { Vault } from '#platform/secrets.js';
import { operator } from '#services/access/actor.js';
import { tellFleetOfPages } from '#services/pages/tell-fleet.js';
import { changeSettingsIn } from '#services/settings/change-settings.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

const digits = { بند: new Intl.NumberFormat('fa-IR') } as Readonly<Record<string, Intl.NumberFormat>>;
const rules = (heading: string, points: readonly string[]): string =>
  points
    .map((point, index) => `<b>${heading} ${digits[heading]?.format(index + 1) ?? index + 1}</b>\n${point}`)
    .join('\n\n');

const texts = {
  public_offer_text: {
    fa: rules(
      'بند',
      Array<string>(40).fill(
        'با پرداخت هر سفارش، اشتراک تا پایان زمان خریداری‌شده در اختیار شماست و حجم آن به کسی منتقل نمی‌شود.',
      ),
    ),
    en: rules(
      'Clause',
      Array<string>(40).fill(
        'Whoever pays for an order has the subscription until the time that was bought is over, and nobody else has its traffic.',
      ),
    ),
    ru: rules(
      'Пункт',
      Array<string>(40).fill(
        'Кто оплатил заказ, пользуется подпиской до конца купленного срока, и её трафик никому не передаётся.',
      ),
    ),
  },
  privacy_policy_text: {
    fa: 'ما فقط شناسهٔ تلگرام و سفارش‌های شما را نگه می‌داریم و <b>هیچ گزارشی از بازدیدهایتان</b> ذخیره نمی‌شود.',
    en: 'We keep your Telegram id and your orders, and <b>no record of what you visit</b>.',
    ru: 'Мы храним ваш id в Телеграме и ваши заказы и <b>не храним, что вы посещаете</b>.',
  },
  welcome_text: {
    fa: 'سلام {first_name}! به {bot} خوش آمدید 🌸\nدورهٔ آزمایشی: {trial_days} روز، {trial_traffic}.',
    en: 'Hello {first_name}, welcome to {bot} 🌸\nThe trial lasts {trial_days} days with {trial_traffic}.',
    ru: 'Здравствуйте, {first_name}! Добро пожаловать в {bot} 🌸\nПробный период: {trial_days} дн., {trial_traffic}.',
  },
};

const questions = [
  {
    title: { fa: 'چگونه وصل شوم؟', en: 'How do I connect?', ru: 'Как подключиться?' },
    answer: {
      fa: 'در منوی اصلی دکمهٔ <b>اتصال</b> را بزنید و دستگاه خود را انتخاب کنید.',
      en: 'Tap <b>Connect</b> in the main menu and choose your device.',
      ru: 'Нажмите <b>Подключиться</b> в главном меню и выберите устройство.',
    },
  },
  {
    title: {
      fa: 'اگر حجم تمام شود؟',
      en: 'What if the traffic is used up?',
      ru: 'Что, если трафик закончится?',
    },
    answer: {
      fa: 'در صفحهٔ اشتراک می‌توانید حجم اضافه بخرید.',
      en: 'More of it is sold on the screen of your subscription.',
      ru: 'Дополнительный трафик продаётся на экране подписки.',
    },
  },
];

const notes = [
  { language: 'fa', body: '💡 کد <code>SPRING20</code> را امتحان کنید.' },
  { language: 'en', body: '💡 Try the code <code>SPRING20</code>.' },
  { language: 'ru', body: '💡 Попробуйте код <code>SPRING20</code>.' },
] as const;

/** Gives a bot of the sandbox pages to read, a welcome, questions and notes, unless it has questions. */
export async function addDemoPages(tenant: Tenant, tx: Tx, vault: Vault): Promise<boolean> {
  if ((await FaqEntry.count()) > 0) return false;
  for (const [at, question] of questions.entries()) await FaqEntry.create({ ...question, position: at + 1 });
  for (const note of notes) await MenuNote.create(note);
  const changes = Object.entries(texts).map(([key, put]) => ({ key, put }));
  await changeSettingsIn(tenant, tx, changes, { actor: operator, vault });
  await tellFleetOfPages(tenant, tx);
  return true;
}
