import { z } from 'zod';
import { line, onOff, own, setting } from '#platform/setting-kinds.js';
import { shownLine } from '#platform/text-schemas.js';

const chatName = z
  .string()
  .max(200)
  .regex(/^(@[A-Za-z]\w{3,31}|-\d{5,16})$/, 'must be @name or a number such as -1001234567890');
const joinLink = z
  .string()
  .max(256)
  .regex(/^https:\/\/(t\.me|telegram\.me)\/[\w+/-]+$/, 'must begin with https://t.me/');

/** A channel that people must join, and for what. */
const requiredChannel = z
  .strictObject({
    chat: chatName,
    link: joinLink.nullable().default(null),
    title: shownLine(32).nullable().default(null),
    applies_to: z.enum(['everybody', 'trial', 'purchase']).default('everybody'),
    trial_stops: z.boolean().default(false),
  })
  .refine((one) => one.applies_to !== 'purchase' || !one.trial_stops, {
    path: ['trial_stops'],
    message: 'stops no trial where it applies to purchases',
  })
  .refine((one) => one.chat.startsWith('@') || one.link !== null, {
    path: ['link'],
    message: 'is needed where the chat is a number, or nobody could join',
  });

/** The channels that people must join. */
export const channelSettings = {
  channel_id: own(
    line(
      {
        pattern: /^(@[A-Za-z]\w{3,31}|-\d{5,16})$/,
        shape: 'must be @name or a number such as -1001234567890',
      },
      {
        fa: ['کانال', 'کانالی که باید عضو آن شد: ‎@name یا شمارهٔ آن (‎-100…). ربات باید مدیر آن باشد.'],
        en: [
          'Channel',
          'The channel to join: @name, or its number (-100…). The bot must be its administrator.',
        ],
        ru: ['Канал', 'Канал, куда нужно вступить: @имя или его номер (-100…). Бот должен быть его админом.'],
      },
    ),
  ),
  channel_link: own(
    setting(
      'address',
      { schema: joinLink.nullable(), default: null },
      {
        fa: ['لینک کانال', 'دکمهٔ «رفتن به کانال» به کجا می‌برد؛ برای کانال خصوصی لازم است.'],
        en: [
          'Link to the channel',
          'Where the “open the channel” button leads; needed for a private channel.',
        ],
        ru: ['Ссылка на канал', 'Куда ведёт кнопка «открыть канал»; нужна для закрытого канала.'],
      },
    ),
  ),
  channel_required: own(
    onOff(false, {
      fa: ['عضویت اجباری', 'افراد برای استفاده از ربات باید عضو کانال باشند.'],
      en: ['Membership required', 'People must be members of the channel before they can use the bot.'],
      ru: ['Обязательная подписка', 'Пользоваться ботом можно, только состоя в канале.'],
    }),
  ),
  channel_trial_stops: onOff(true, {
    fa: ['توقف آزمایشی با خروج', 'اشتراک آزمایشی کسی که از کانال خارج شود تا بازگشت او متوقف می‌شود.'],
    en: ['Leaving stops the trial', 'The trial of who leaves the channel rests until he or she is back.'],
    ru: ['Выход останавливает пробный', 'Пробный период вышедшего из канала стоит, пока он не вернётся.'],
  }),
  required_channels: own(
    setting(
      'table',
      {
        schema: z
          .array(requiredChannel)
          .max(5)
          .refine(
            (list) => new Set(list.map(({ chat }) => chat.toLowerCase())).size === list.length,
            'names a channel twice',
          ),
        default: [],
      },
      {
        fa: [
          'کانال‌های اجباری دیگر',
          'کانال‌های بیشتر: برای همه، برای اشتراک آزمایشی یا برای خرید؛ ربات باید مدیر آن‌ها باشد.',
        ],
        en: [
          'More required channels',
          'Channels beside that one: for everybody, for a trial or to buy. The bot must be their administrator.',
        ],
        ru: [
          'Ещё обязательные каналы',
          'Каналы кроме него: для всех, для пробного периода или для покупки. Бот должен быть их админом.',
        ],
      },
    ),
  ),
};
