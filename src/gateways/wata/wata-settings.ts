import { z } from 'zod';
import { onOff, own, secret } from '#platform/setting-kinds.js';
import { credentialId, credentialWords as told } from '../credential-words.js';

/** What the owner of a terminal enters of it. */
export const wataSettings = {
  wata_access_token: secret(
    told('WATA', { fa: 'توکن دسترسی', en: 'access token of the terminal', ru: 'токен терминала' }),
  ),
  wata_sandbox: own(
    onOff(false, {
      fa: ['WATA: محیط آزمایشی', 'توکن و پایانه از محیط آزمایشی WATA هستند و پول واقعی جابه‌جا نمی‌شود.'],
      en: ['WATA: sandbox', "Token and terminal are of WATA's sandbox, and no real money moves."],
      ru: ['WATA: песочница', 'Токен и терминал взяты из песочницы WATA, настоящие деньги не движутся.'],
    }),
  ),
  wata_terminal_id: credentialId(
    told('WATA', { fa: 'شناسهٔ پایانه', en: 'public id of the terminal', ru: 'публичный id терминала' }),
  ),
};

/** What a bot must have to be paid by WATA. */
export const wataCredentials = z
  .object({
    wata_access_token: z.string(),
    wata_sandbox: z.boolean(),
    wata_terminal_id: z.string().toLowerCase(),
  })
  .transform((row) => ({
    token: row.wata_access_token,
    terminalId: row.wata_terminal_id,
    isSandbox: row.wata_sandbox,
  }));
export type WataCredentials = z.output<typeof wataCredentials>;

/** The terminal, which outlives its tokens. */
export const terminalAccountOf = ({ terminalId, isSandbox }: WataCredentials): string =>
  `${isSandbox ? 'sandbox' : 'main'}:${terminalId}`;
