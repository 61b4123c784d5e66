import type { LocalizedText } from '#platform/setting-kinds.js';

/** Groups of settings in the order of admin screens. */
export const settingGroups = {
  basics: { fa: 'تنظیمات پایه', en: 'Basics', ru: 'Основное' },
  support: { fa: 'پشتیبانی', en: 'Support', ru: 'Поддержка' },
  notifications: { fa: 'اعلان‌ها', en: 'Notifications', ru: 'Уведомления' },
  channel: { fa: 'کانال', en: 'Channel', ru: 'Канал' },
  trial: { fa: 'اشتراک آزمایشی', en: 'Trial', ru: 'Пробный период' },
  pricing: { fa: 'قیمت و فروش', en: 'Pricing', ru: 'Цены и продажа' },
  autopay: { fa: 'تمدید خودکار', en: 'Autopay', ru: 'Автопродление' },
  simple_purchase: { fa: 'خرید ساده', en: 'Simple purchase', ru: 'Простая покупка' },
  gifts: { fa: 'هدیه‌ها', en: 'Gifts', ru: 'Подарки' },
  referral: { fa: 'معرفی دوستان', en: 'Referrals', ru: 'Приглашения' },
  payments: { fa: 'پرداخت‌ها', en: 'Payments', ru: 'Платежи' },
  interface: { fa: 'ظاهر ربات', en: 'Interface', ru: 'Интерфейс' },
  maintenance: { fa: 'تعمیر', en: 'Maintenance', ru: 'Технические работы' },
  monitoring: { fa: 'پایش', en: 'Monitoring', ru: 'Наблюдение' },
} as const satisfies Record<string, LocalizedText>;

export type SettingGroup = keyof typeof settingGroups;
