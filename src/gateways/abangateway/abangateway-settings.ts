import { createHash } from 'node:crypto';
import { z } from 'zod';
import { secret } from '#platform/setting-kinds.js';
import { credentialNames, credentialWords as told } from '../credential-words.js';

/** What the owner of a shop enters of it. */
export const abangatewaySettings = {
  abangateway_api_key: secret(told('AbanGateway', credentialNames.apiKey)),
  abangateway_webhook_secret: secret(
    told('AbanGateway', { fa: 'کلید وب‌هوک', en: 'webhook secret', ru: 'секрет вебхука' }),
  ),
};

/** What a bot must have to be paid through AbanGateway. By a key that begins with `ag_test_` no money moves. */
export const abangatewayCredentials = z
  .object({ abangateway_api_key: z.string().min(1), abangateway_webhook_secret: z.string().min(1) })
  .transform((row) => ({
    apiKey: row.abangateway_api_key,
    webhookSecret: row.abangateway_webhook_secret,
    isTest: row.abangateway_api_key.startsWith('ag_test_'),
  }));
export type AbangatewayCredentials = z.output<typeof abangatewayCredentials>;

/** Has a payment of this account moved no money, since it was made by a test key? */
export const isTestAccount = (account: string): boolean => account.startsWith('test:');

/** The key, by a digest: AbanGateway has no other name of a shop. */
export function abangatewayAccount({ apiKey, isTest }: AbangatewayCredentials): string {
  const digest = createHash('sha256').update(apiKey).digest('hex').slice(0, 16);
  return `${isTest ? 'test' : 'live'}:${digest}`;
}
