import { z } from 'zod';
import { own, secret, setting } from '#platform/setting-kinds.js';
import { isTenantAddress } from '#platform/tenant-address.js';

/** Its calls are made below it, so that it holds no query. */
const isBridgeAddress = (text: string): boolean => isTenantAddress(text) && !text.includes('?');

const address = z
  .string()
  .max(500)
  .refine(isBridgeAddress, 'must begin with https:// (http:// in a private network) and hold no ?, # or @');

const signed = secret({
  fa: ['پل پرداخت: کلید', 'گفتگوی ربات و پل پرداخت شما با این کلید امضا می‌شود؛ دست‌کم ۳۲ نویسه.'],
  en: [
    'Bridge: secret',
    'Signs what the bot and your payment bridge say to each other; at least 32 characters.',
  ],
  ru: ['Мост: секрет', 'Им подписан обмен бота с вашим платёжным мостом; не короче 32 символов.'],
});
const longSecret = signed.schema.unwrap().min(32);

/** What a bot must have to be paid by way of a bridge. */
export const bridgeCredentials = z.object({ bridge_secret: longSecret, bridge_url: address });
export type BridgeCredentials = z.output<typeof bridgeCredentials>;

/** Where a tenant's bridge is, and what it signs with. */
export const bridgeSettings = {
  bridge_secret: { ...signed, schema: longSecret.nullable() },
  bridge_url: own(
    setting(
      'address',
      { schema: address.nullable(), default: null },
      {
        fa: ['پل پرداخت: نشانی', 'نشانی برنامهٔ پرداخت خودتان که زبان پل پرداخت را می‌داند.'],
        en: ['Bridge: address', 'Where your own payment program answers that speaks the bridge protocol.'],
        ru: ['Мост: адрес', 'Адрес вашей платёжной программы, которая говорит по протоколу моста.'],
      },
    ),
  ),
};
