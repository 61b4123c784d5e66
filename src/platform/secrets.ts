import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** What the process derives from `APP_SECRET`; the secret itself stays inside. */
export interface Vault {
  /** AES-256-GCM; `owner` (the Telegram bot id) is bound in, so a ciphertext cannot be moved to another row. */
  encrypt(plain: string, owner: string): string;
  /** Reverses `encrypt`; throws a plain Error naming `APP_SECRET` when the text was made under another secret. */
  decrypt(sealed: string, owner: string): string;
  /**
   * Webhook secret of a bot: 43 characters of `[A-Za-z0-9_-]`, derived, never stored. Another Telegram bot in its place
   * has another one, so the one before it cannot deliver any more.
   */
  webhookSecret(bot: { readonly botId: string; readonly telegramBotId: string }): string;
  /** The secret that versions before this one derived, of the bot's number alone: right until its webhook is set anew. */
  earlierWebhookSecret(botId: string): string;
  /**
   * HMAC-SHA-256 of a text for one purpose, 43 characters of `[A-Za-z0-9_-]`: signs short-lived cookies, and stands in the
   * database for what is guessed too easily for a bare hash (numbers of cards, what a request asked for).
   */
  sign(purpose: string, text: string): string;
}

const deriveKey = (appSecret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', appSecret, 'remnafleet', purpose, 32));

function open(key: Buffer, sealed: string, owner: string): string {
  const [version, keyId, iv, tag, body] = sealed.split('.');
  if (version !== 'v1' || !keyId || !iv || !tag || body === undefined) throw new Error('not a sealed secret');
  if (keyId !== fingerprint(key))
    throw new Error(
      'sealed under another APP_SECRET: start with the old one or run scripts/rotate-app-secret',
    );
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
}

function seal(key: Buffer, plain: string, owner: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(owner));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const parts = [iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'));
  return ['v1', fingerprint(key), ...parts].join('.');
}

const fingerprint = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

/** Webhook secrets that are kept: one is asked for with every update, and to derive it costs 1.3 µs on Node 20, 8 on Node 24. */
const mostHooks = 20_000;

/** Opens the vault of an `APP_SECRET`. */
export function openVault(appSecret: string): Vault {
  const tokenKey = deriveKey(appSecret, 'bot-token');
  const webhookKey = deriveKey(appSecret, 'webhook');
  const signKey = deriveKey(appSecret, 'sign');
  const derived = new LRUCache<string, string>({ max: mostHooks });
  const hook = (text: string): string => {
    const known = derived.get(text);
    if (known !== undefined) return known;
    const secret = createHmac('sha256', webhookKey).update(text).digest('base64url');
    derived.set(text, secret);
    return secret;
  };
  return {
    encrypt: (plain, owner) => seal(tokenKey, plain, owner),
    decrypt: (sealed, owner) => open(tokenKey, sealed, owner),
    webhookSecret: ({ botId, telegramBotId }) => hook(`${botId}\n${telegramBotId}`),
    earlierWebhookSecret: hook,
    sign: (purpose, text) => createHmac('sha256', signKey).update(`${purpose}\n${text}`).digest('base64url'),
  };
}

/** To whom a secret of a bot's configuration is sealed: to the bot, and to the key that it is set under. */
export const settingOwner = (botId: string, key: string): string => `setting ${botId} ${key}`;

/** SHA-256 in hex: how API tokens and Telegram tokens are found. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A new API token: `rf_` and 43 characters of `[A-Za-z0-9_-]` (256 random bits). */
export const newApiToken = (): string => `rf_${randomBytes(32).toString('base64url')}`;

/** Compares two secrets without telling by time where they differ; how long they are is no secret. */
export function sameSecret(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
