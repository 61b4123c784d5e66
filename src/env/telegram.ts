import { z } from 'zod';
import { list, root, webUrl, wholeBetween } from '#platform/env-kinds.js';
import { EnvError, envPart } from '#platform/env-part.js';

const officialRoot = 'https://api.telegram.org';

interface TelegramEnv {
  readonly publicUrl: string | undefined;
  readonly updateMode: 'polling' | 'webhook';
  readonly botToken: string | undefined;
  readonly adminIds: readonly string[];
  readonly telegramApiRoot: string;
  /** How many bots may be contacted for the first time in a minute; 0 = no limit (Telegram: 20 a minute an address). */
  readonly telegramNewTokensPerMinute: number;
}

/** The Bot API, the way of updates, and the master bot. */
export const telegramEnv = envPart({
  variables: {
    PUBLIC_URL: webUrl('give the address under which Telegram reaches the ingress')
      .transform(root)
      .optional(),
    UPDATE_MODE: z.enum(['polling', 'webhook'], 'must be polling or webhook').optional(),
    BOT_TOKEN: z
      .string()
      .regex(
        /^\d{6,12}:[A-Za-z0-9_-]{30,50}$/,
        'is not a token as BotFather gives it (123456789:AA…); copy it again',
      )
      .optional(),
    ADMIN_IDS: z
      .string()
      .default('')
      .transform(list)
      .pipe(z.array(z.string().regex(/^\d{1,16}$/, 'must be Telegram ids, separated by commas'))),
    TELEGRAM_API_ROOT: webUrl(`the official one is ${officialRoot}`).transform(root).default(officialRoot),
    TELEGRAM_NEW_TOKENS_PER_MINUTE: wholeBetween(0, 100_000).optional(),
  },
  read: ({ PUBLIC_URL: publicUrl, TELEGRAM_API_ROOT: telegramApiRoot, ...values }): TelegramEnv => {
    const isOfficial = telegramApiRoot === officialRoot;
    if (values.UPDATE_MODE === 'webhook' && !publicUrl)
      throw new EnvError(
        'UPDATE_MODE=webhook needs PUBLIC_URL: the https address under which Telegram reaches the ingress',
      );
    if (values.UPDATE_MODE === 'webhook' && isOfficial && !publicUrl?.startsWith('https:'))
      throw new EnvError('PUBLIC_URL must begin with https:// for webhooks; or set UPDATE_MODE=polling');
    return {
      publicUrl,
      updateMode: values.UPDATE_MODE ?? (publicUrl?.startsWith('https:') ? 'webhook' : 'polling'),
      botToken: values.BOT_TOKEN,
      adminIds: values.ADMIN_IDS,
      telegramApiRoot,
      telegramNewTokensPerMinute: values.TELEGRAM_NEW_TOKENS_PER_MINUTE ?? (isOfficial ? 15 : 0),
    };
  },
});
