import { z } from 'zod';
import { methodConfig, orderedLimits } from '#gateways/method-feature.js';
import { gatewayFeatures, type GatewayFeatures } from '#gateways/registry.js';
import type { SettingKey } from '../settings/catalog.js';
import type { LocalizedText, Words } from '#platform/setting-kinds.js';
import { plannedFeatures } from './planned.js';

/** A part of a bot that can be switched on and off. */
export interface Feature<S extends z.ZodType = z.ZodType> {
  readonly title: LocalizedText;
  readonly description: LocalizedText;
  /** Takes `{}`: every member has a default. */
  readonly config: S;
  readonly isOnByDefault: boolean;
  /** Column of `bots` that must be true as well. */
  readonly column?: 'card_to_card_enabled' | 'zarinpal_enabled';
  /** Settings without which it cannot work. */
  readonly needs: readonly SettingKey[];
}

type Rest = Partial<Pick<Feature, 'isOnByDefault' | 'column' | 'needs'>>;

function feature<S extends z.ZodType>(config: S, { fa, en, ru }: Words, rest: Rest = {}) {
  const title = { fa: fa[0], en: en[0], ru: ru[0] };
  const description = { fa: fa[1], en: en[1], ru: ru[1] };
  const open = { isOnByDefault: false, needs: [] };
  return { title, description, config, ...open, ...rest } satisfies Feature<S>;
}

const nothing = z.strictObject({});

const limited = (min: number, max: number) => orderedLimits(methodConfig(min, max));
const million = 1_000_000;

/** To add one: an entry here; that of a payment gateway is beside it. Sums of gateways are those of roubles at 1,000 toman. */
const ours = {
  auto_renewal: feature(
    nothing,
    {
      fa: ['تمدید خودکار', 'اشتراک‌ها پیش از پایان از موجودی تمدید می‌شوند.'],
      en: ['Autopay', 'Subscriptions are renewed from the balance before they end.'],
      ru: ['Автопродление', 'Подписки продлеваются с баланса до их окончания.'],
    },
    { isOnByDefault: true },
  ),
  campaigns: feature(
    nothing,
    {
      fa: ['کمپین‌ها', 'لینک‌های تبلیغاتی با آمار و پاداش برای کاربران جدید.'],
      en: ['Campaigns', 'Advertising links with statistics and a bonus for new people.'],
      ru: ['Кампании', 'Рекламные ссылки со статистикой и бонусом новым людям.'],
    },
    { isOnByDefault: true },
  ),
  card_to_card: feature(
    limited(1_000, 100 * million),
    {
      fa: ['کارت‌به‌کارت', 'افراد به کارت شما واریز می‌کنند و رسید می‌فرستند تا تأیید شود.'],
      en: ['Card to card', 'People transfer to a card of yours and send a receipt for approval.'],
      ru: ['Перевод на карту', 'Люди переводят на вашу карту и присылают чек на проверку.'],
    },
    { column: 'card_to_card_enabled' },
  ),
  gifts: feature(
    nothing,
    {
      fa: ['هدیه دادن', 'خرید پلن برای دیگری، با لینکی که یک بار باز می‌شود.'],
      en: ['Gifts', 'People buy a plan for somebody else, by a link that is taken once.'],
      ru: ['Подарки', 'Люди покупают тариф для другого по ссылке на один раз.'],
    },
    { isOnByDefault: true },
  ),
  mini_app: feature(
    nothing,
    {
      fa: ['مینی‌اپ', 'اشتراک و خرید در مینی‌اپ ربات.'],
      en: ['Mini app', 'Subscription and purchase in a mini app of the bot.'],
      ru: ['Мини-приложение', 'Подписка и покупка в мини-приложении бота.'],
    },
    { needs: ['mini_app_url'] },
  ),
  monitoring: feature(
    nothing,
    {
      fa: ['پایش', 'هشدارهای پایان، یادآوری‌ها و بررسی‌های خودکار.'],
      en: ['Monitoring', 'Warnings before the end, reminders and automatic checks.'],
      ru: ['Наблюдение', 'Предупреждения об окончании, напоминания и проверки.'],
    },
    { isOnByDefault: true },
  ),
  polls: feature(
    nothing,
    {
      fa: ['نظرسنجی‌ها', 'پرسش از کاربران، با پاداش یا بدون آن.'],
      en: ['Polls', 'Questions to people, with or without a reward.'],
      ru: ['Опросы', 'Вопросы людям, с наградой или без неё.'],
    },
    { isOnByDefault: true },
  ),
  promo_codes: feature(
    nothing,
    {
      fa: ['کدهای تخفیف', 'کدهایی برای موجودی، روزهای اشتراک یا تخفیف.'],
      en: ['Promo codes', 'Codes that give balance, days or a discount group.'],
      ru: ['Промокоды', 'Коды на баланс, дни подписки или группу скидок.'],
    },
    { isOnByDefault: true },
  ),
  // It gives money away: off until the tenant says so.
  referral_program: feature(nothing, {
    fa: ['معرفی دوستان', 'پاداش برای کسانی که دیگران را معرفی می‌کنند.'],
    en: ['Referrals', 'Rewards for people who bring others.'],
    ru: ['Приглашения', 'Награды тем, кто приводит других.'],
  }),
  server_status: feature(nothing, {
    fa: ['وضعیت سرورها', 'افراد می‌بینند که سرورها کار می‌کنند یا نه.'],
    en: ['Server status', 'People see whether the servers are up.'],
    ru: ['Статус серверов', 'Люди видят, работают ли серверы.'],
  }),
  simple_purchase: feature(
    nothing,
    {
      fa: ['خرید ساده', 'یک پیشنهاد ثابت با یک لمس.'],
      en: ['Simple purchase', 'One fixed offer in one tap.'],
      ru: ['Простая покупка', 'Одно предложение в одно касание.'],
    },
    { needs: ['simple_purchase_price_toman'] },
  ),
  support_contact: feature(
    nothing,
    {
      fa: ['تماس با پشتیبانی', 'پیام مستقیم به پشتیبانی.'],
      en: ['Support contact', 'A direct message to the support.'],
      ru: ['Контакт поддержки', 'Прямое сообщение поддержке.'],
    },
    { isOnByDefault: true },
  ),
  support_tickets: feature(
    nothing,
    {
      fa: ['تیکت‌ها', 'پشتیبانی با تیکت درون ربات.'],
      en: ['Tickets', 'Support by tickets in the bot.'],
      ru: ['Обращения', 'Поддержка через обращения в боте.'],
    },
    { isOnByDefault: true },
  ),
  trial_subscription: feature(
    nothing,
    {
      fa: ['اشتراک آزمایشی', 'هر نفر یک بار می‌تواند سرویس را امتحان کند.'],
      en: ['Trial', 'Everybody may try the service once.'],
      ru: ['Пробный период', 'Каждый может один раз попробовать сервис.'],
    },
    { isOnByDefault: true },
  ),
} as const satisfies Record<string, Feature>;
const described = { ...ours, ...gatewayFeatures };

type Described = typeof ours & GatewayFeatures;
type Planned = (typeof plannedFeatures)[number];
/** Features of the catalogue, also those that no code reads yet. */
export type KnownFeatureKey = keyof Described;
/** Features that do something. */
export type FeatureKey = Exclude<KnownFeatureKey, Planned>;
export type FeatureConfig<K extends KnownFeatureKey> = z.output<Described[K]['config']>;

type Catalog = {
  readonly [K in KnownFeatureKey]: Described[K] & {
    /** No code reads it, so that nobody may switch it or is shown it. */
    readonly isPlanned: K extends Planned ? true : false;
  };
};
const planned: ReadonlySet<string> = new Set<KnownFeatureKey>(plannedFeatures);

/** Every feature of a bot, alphabetical. */
export const featureCatalog = Object.fromEntries(
  Object.entries(described)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, feature]) => [key, { ...feature, isPlanned: planned.has(key) }]),
) as unknown as Catalog;

/** The keys of those that do something, alphabetical. */
export const featureKeys = Object.keys(featureCatalog).filter(isFeatureKey) as readonly FeatureKey[];

/** Is this a key of the catalogue that does something? */
export function isFeatureKey(key: string): key is FeatureKey {
  return Object.hasOwn(featureCatalog, key) && !featureCatalog[key as KnownFeatureKey].isPlanned;
}

/** Is this a feature that is described, but that no code reads yet? */
export const isPlannedFeature = (key: string): boolean =>
  Object.hasOwn(featureCatalog, key) && featureCatalog[key as KnownFeatureKey].isPlanned;

/** What the catalogue says of a feature, whichever it is. */
export const featureOf = (key: KnownFeatureKey): Feature & { readonly isPlanned: boolean } =>
  featureCatalog[key];
