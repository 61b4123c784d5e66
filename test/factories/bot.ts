import { randomBytes } from 'node:crypto';
import type { CreationAttributes } from 'sequelize';
import { Bot } from '#models/bot.js';
import { newApiToken, openVault, sha256 } from '#platform/secrets.js';
import { asFleet, tenantOf, type Tenant } from '#tenancy/scope.js';
import '../support/database.js';
import { uniqueNumber } from './unique.js';

/** A bot made for one test, with the tokens that only its owner knows. */
export interface BuiltBot {
  readonly tenant: Tenant;
  readonly bot: Bot;
  readonly token: string;
  readonly apiToken: string;
}

/** What a test may choose of its bot; `token` is a Telegram token in clear. */
export type BotOverrides = Partial<CreationAttributes<Bot>> & { token?: string };

/** Makes a bot of its own for a test: active, Persian, with a Telegram token sealed under APP_SECRET. */
export async function buildBot({ token: given, ...overrides }: BotOverrides = {}): Promise<BuiltBot> {
  const token = given ?? `${uniqueNumber()}:${randomBytes(26).toString('base64url').slice(0, 35)}`;
  const telegramBotId = token.split(':')[0] as string;
  const apiToken = newApiToken();
  const vault = openVault(process.env.APP_SECRET ?? 'an app secret for tests only, 32+ characters');
  const bot = await asFleet('test', () =>
    Bot.create({
      name: `Bot ${telegramBotId}`,
      telegramBotToken: vault.encrypt(token, telegramBotId),
      telegramBotTokenHash: sha256(token),
      telegramBotId,
      username: `test_${telegramBotId}_bot`,
      apiTokenHash: sha256(apiToken),
      ...overrides,
    }),
  );
  return { tenant: tenantOf(bot.id), bot, token, apiToken };
}
