import { bodyParser } from '@koa/bodyparser';
import type { Context, Middleware } from 'koa';
import type { DirectoryFollower } from '#jobs/directory.js';
import { RetryableError } from '#platform/errors.js';
import { log } from '#platform/log.js';
import type { Vault } from '#platform/secrets.js';
import { pageHeaders } from '../page.js';
import { Problem } from '../problem.js';
import type { LoginLimit } from './limit-logins.js';
import { loginPage, logoutPage } from './login-page.js';
import { isMasterToken, isSession, openSession, sessionCookie, sessionHours } from './operator-session.js';

export interface GuardParts {
  /** Path under which the guarded pages are. */
  readonly base: string;
  readonly directory: DirectoryFollower;
  readonly vault: Vault;
  readonly limit: LoginLimit;
}

const readForm = bodyParser({ enableTypes: ['form'], formLimit: 4_096 });
const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets through who has the master API token: in `Authorization: Bearer`, in `X-API-Token`, or in a cookie that the
 * sign-in page gave. With a cookie, changes must come from our own pages (Origin).
 */
export function guardOperators(parts: GuardParts): Middleware {
  const { base, directory, vault } = parts;
  return async (ctx, next) => {
    const masterHash = directory.masterTokenHash();
    if (!masterHash)
      throw new Problem(503, 'directory.not_loaded', 'The master token is not known yet.', {
        'retry-after': '2',
      });
    if (ctx.path === `${base}/login` && ctx.method === 'POST') return signIn(parts, ctx, masterHash);
    if (ctx.path === `${base}/logout`) return signOut(parts, ctx);
    if (ctx.path === `${base}/login`) return ctx.redirect(base);
    const token = tokenOf(ctx);
    if (token !== undefined) {
      await checkToken(parts, ctx, { token, masterHash });
      await next();
      return;
    }
    if (!isSession(vault, masterHash, ctx.cookies.get(sessionCookie))) return askToSignIn(ctx);
    if (!harmless.has(ctx.method)) requireOwnOrigin(ctx);
    await next();
  };
}

function tokenOf(ctx: Context): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(ctx.get('authorization'))?.[1];
  return bearer ?? (ctx.get('x-api-token') || undefined);
}

async function checkToken(
  { limit }: GuardParts,
  ctx: Context,
  { token, masterHash }: { token: string; masterHash: string },
): Promise<void> {
  const waitSeconds = await redisOr503(limit.waitSeconds(ctx.ip));
  if (waitSeconds > 0)
    throw new Problem(429, 'login.too_many', 'Too many wrong tokens from this address.', {
      'retry-after': String(waitSeconds),
    });
  if (isMasterToken(token, masterHash)) return;
  await redisOr503(limit.noteFailure(ctx.ip));
  throw new Problem(401, 'token.wrong', 'This is not the master API token.');
}

function askToSignIn(ctx: Context): void {
  const isPage = harmless.has(ctx.method) && ctx.accepts('json', 'html') === 'html';
  if (!isPage)
    throw new Problem(401, 'token.missing', 'Give the master API token, or sign in at /queues.', {
      'www-authenticate': 'Bearer',
    });
  showPage(ctx, 401, loginPage(ctx.url));
}

function showPage(ctx: Context, status: number, html: string): void {
  ctx.status = status;
  ctx.set(pageHeaders);
  ctx.type = 'html';
  ctx.body = html;
}

async function signIn(parts: GuardParts, ctx: Context, masterHash: string): Promise<void> {
  requireOwnOrigin(ctx);
  await readForm(ctx, () => Promise.resolve());
  const form = (ctx.request.body ?? {}) as Record<string, unknown>;
  const next = safeNext(parts.base, form.next);
  try {
    await checkToken(parts, ctx, { token: typeof form.token === 'string' ? form.token : '', masterHash });
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 503) throw error;
    log.warn({ address: ctx.ip, code: error.code }, 'an operator could not sign in');
    ctx.set(error.headers);
    return showPage(ctx, error.status, loginPage(next, explain(error)));
  }
  log.info({ address: ctx.ip }, 'an operator signed in');
  setCookie(ctx, parts, { value: openSession(parts.vault, masterHash), hours: sessionHours });
  ctx.redirect(next);
  ctx.status = 303;
}

const explain = ({ status, headers }: Problem): string =>
  status === 429
    ? `Too many wrong tokens. Try again in ${headers['retry-after']} seconds.`
    : 'That is not the master API token.';

function signOut(parts: GuardParts, ctx: Context): void {
  if (ctx.method !== 'POST') return showPage(ctx, 200, logoutPage);
  requireOwnOrigin(ctx);
  setCookie(ctx, parts, { value: '', hours: 0 });
  ctx.redirect(parts.base);
  ctx.status = 303;
}

/** `Secure` follows how the browser came: behind a TLS proxy the cookie stays on TLS, on localhost it still works. */
function setCookie(
  ctx: Context,
  { base }: GuardParts,
  { value, hours }: { value: string; hours: number },
): void {
  const isTls = ctx.secure || ctx.get('x-forwarded-proto').split(',')[0]?.trim() === 'https';
  const parts = [
    `${sessionCookie}=${value}`,
    `Path=${base}`,
    `Max-Age=${hours * 3600}`,
    'HttpOnly',
    'SameSite=Strict',
  ];
  ctx.set('set-cookie', [...parts, ...(isTls ? ['Secure'] : [])].join('; '));
}

/** A path of ours, never another site. */
const safeNext = (base: string, next: unknown): string =>
  typeof next === 'string' && /^\/queues(?:[/?][\w\-./?=&%:~+]*)?$/.test(next) ? next : base;

/** Refuses changes that another site's page sends along with our cookie; browsers always say where a POST comes from. */
function requireOwnOrigin(ctx: Context): void {
  const origin = ctx.get('origin');
  const site = ctx.get('sec-fetch-site');
  if (site === 'same-origin' || (!origin && !site)) return;
  if (URL.canParse(origin) && new URL(origin).host === ctx.host) return;
  throw new Problem(403, 'origin.foreign', 'Changes are taken only from the pages of this address.');
}

async function redisOr503<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new RetryableError('redis.unavailable', { cause: error, retryAfterMs: 2_000 });
  }
}
