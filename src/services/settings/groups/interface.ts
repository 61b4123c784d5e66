import { z } from 'zod';
import { address, line, oneOf, onOff, own, setting } from '#platform/setting-kinds.js';
import { htmlText, httpsAddress, objectPerLanguage } from '#platform/text-schemas.js';

/** For which systems an app can be offered. */
const deviceSystems = ['android', 'android_tv', 'apple_tv', 'ios', 'macos', 'windows'] as const;

const links = z.strictObject(
  Object.fromEntries(deviceSystems.map((system) => [system, httpsAddress.optional()])) as Record<
    (typeof deviceSystems)[number],
    z.ZodOptional<typeof httpsAddress>
  >,
);

/** It stands above all that the menu says. */
const menuNote = htmlText.refine((text) => text.length <= 1_000, 'must have at most 1000 characters');

/** How the bot looks and how people connect. */
export const interfaceSettings = {
  connect_mode: oneOf(['guide', 'link', 'mini_app', 'custom_page', 'happ_link'], 'guide', {
    fa: [
      'روش اتصال',
      'دکمهٔ اتصال: guide راهنما، link لینک در مرورگر، mini_app مینی‌اپ، custom_page صفحهٔ شما، happ_link لینک Happ.',
    ],
    en: [
      'Way of connecting',
      'What the connect button opens: a guide, the link, it as a mini app, a page of yours, or a Happ link.',
    ],
    ru: [
      'Способ подключения',
      'Что открывает кнопка: guide, link, mini_app, custom_page (ваша страница) или happ_link.',
    ],
  }),
  connect_page_url: address({
    fa: ['صفحهٔ اتصال', 'نشانی صفحهٔ شما برای روش custom_page.'],
    en: ['Page for connecting', 'Address of your page for the way custom_page.'],
    ru: ['Страница подключения', 'Адрес вашей страницы для способа custom_page.'],
  }),
  faq_shown: onOff(true, {
    fa: ['پرسش‌های پرتکرار', 'پرسش‌های پرتکرار در بخش اطلاعات نمایش داده می‌شود.'],
    en: ['FAQ', 'The frequent questions are shown among the information pages.'],
    ru: ['Частые вопросы', 'Частые вопросы показываются среди страниц с информацией.'],
  }),
  happ_download_button: onOff(false, {
    fa: ['دکمهٔ دانلود Happ', 'منوی اصلی دکمه‌ای برای دانلود برنامهٔ Happ دارد.'],
    en: ['Happ download', 'The main menu has a button to download the app Happ.'],
    ru: ['Загрузка Happ', 'В главном меню есть кнопка загрузки приложения Happ.'],
  }),
  happ_download_links: setting(
    'table',
    { schema: links, default: {} },
    {
      fa: ['لینک‌های دانلود Happ', 'نشانی دانلود Happ برای هر سیستم، مانند {"ios": "https://…"}.'],
      en: ['Links to Happ', 'Where Happ is downloaded for each system, such as {"ios": "https://…"}.'],
      ru: ['Ссылки на Happ', 'Откуда загружать Happ для каждой системы, например {"ios": "https://…"}.'],
    },
  ),
  happ_redirect_url: line(
    {
      pattern: /^https:\/\/(?=\S*\{link\})\S*$/,
      shape: 'must begin with https:// and hold {link} where the link goes',
      max: 500,
    },
    {
      fa: ['نشانی واسط Happ', 'نشانی https که {link} در آن با لینک Happ جایگزین می‌شود؛ پیش‌فرض: مستقیم.'],
      en: ['Redirect to Happ', 'An https address in which {link} becomes the Happ link; none by default.'],
      ru: ['Переход в Happ', 'Адрес https, где {link} заменяется ссылкой Happ; по умолчанию нет.'],
    },
  ),
  link_hidden: onOff(false, {
    fa: ['پنهان کردن لینک', 'لینک اشتراک در صفحهٔ اشتراک نمایش داده نمی‌شود.'],
    en: ['Hide the link', 'The subscription screen does not show the link.'],
    ru: ['Скрывать ссылку', 'Экран подписки не показывает ссылку.'],
  }),
  logo_file_id: own(
    line(
      { pattern: /^(?!-?\d+$)[\w-]{10,200}$/, shape: 'must be the file id of a photo at Telegram' },
      {
        fa: [
          'عکس منو',
          'شناسهٔ عکسی در تلگرام که همراه منوی اصلی می‌آید. صاحب ربات آن را با دستور /logo هم می‌فرستد.',
        ],
        en: [
          'Picture of the menu',
          'File id of a photo at Telegram that the main menu has; /logo in the bot sets it.',
        ],
        ru: ['Картинка меню', 'Id фото в Телеграме для главного меню; задаётся командой /logo в боте.'],
      },
    ),
  ),
  menu_mode: own(
    oneOf(['buttons', 'mini_app'], 'buttons', {
      fa: ['شکل منو', 'منوی کامل با دکمه‌ها (buttons) یا منوی کوتاه با خرید در مینی‌اپ (mini_app).'],
      en: ['Form of the menu', 'A full menu of buttons, or a short one that leads to the mini app.'],
      ru: ['Вид меню', 'Полное меню с кнопками (buttons) или короткое с мини-приложением (mini_app).'],
    }),
  ),
  menu_note: own(
    setting(
      'text-per-language',
      { schema: objectPerLanguage(menuNote), default: {} },
      {
        fa: ['یادداشت منو', 'متنی که بالای منوی اصلی می‌آید، تا ۱۰۰۰ نویسه.'],
        en: ['Note of the menu', 'A text on top of the main menu, at most 1000 characters.'],
        ru: ['Заметка в меню', 'Текст над главным меню, до 1000 знаков.'],
      },
    ),
  ),
  menu_note_until: own(
    line(
      {
        pattern: /^2\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
        shape: 'must be a day such as 2026-12-31',
      },
      {
        fa: ['آخرین روز یادداشت', 'یادداشت منو تا پایان این روز می‌ماند؛ پیش‌فرض: همیشه.'],
        en: [
          'Last day of the note',
          'The note of the menu is shown to the end of this day; always by default.',
        ],
        ru: ['Последний день заметки', 'Заметка видна до конца этого дня; по умолчанию всегда.'],
      },
    ),
  ),
  mini_app_url: own(
    address({
      fa: ['نشانی مینی‌اپ', 'نشانی مینی‌اپ ربات.'],
      en: ['Address of the mini app', 'Where the mini app of the bot lives.'],
      ru: ['Адрес мини-приложения', 'Где находится мини-приложение бота.'],
    }),
  ),
  promo_levels_shown: onOff(true, {
    fa: ['نمایش سطح‌های تخفیف', 'کاربر در کیف پول خود سطح‌های تخفیف، شرط هرکدام و جایگاه خود را می‌بیند.'],
    en: [
      'Levels of discounts',
      'People see in their wallet the discount groups, their conditions, and where they stand.',
    ],
    ru: ['Уровни скидок', 'Человек видит в кошельке группы скидок, их условия и свой уровень.'],
  }),
  server_status_mode: oneOf(['link', 'mini_app', 'list'], 'list', {
    fa: [
      'شکل وضعیت سرورها',
      'فهرست زندهٔ سرورهای پنل در ربات (list)، یا صفحهٔ شما به شکل لینک (link) یا مینی‌اپ (mini_app).',
    ],
    en: [
      'Form of the server status',
      "A live list of the panel's servers in the bot, or a page of yours as a link or a mini app.",
    ],
    ru: [
      'Вид статуса серверов',
      'Живой список серверов панели в боте (list) или ваша страница: ссылка (link) либо мини-приложение (mini_app).',
    ],
  }),
  server_status_url: own(
    address({
      fa: ['نشانی وضعیت سرورها', 'نشانی صفحهٔ وضعیت برای شکل‌های link و mini_app.'],
      en: ['Address of the server status', 'Your status page, for the forms link and mini_app.'],
      ru: ['Адрес статуса серверов', 'Ваша страница статуса для видов link и mini_app.'],
    }),
  ),
};
