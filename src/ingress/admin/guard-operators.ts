import { bodyParser } from '@koa/bodyparser';
import type { Context, Middleware } from 'koa';
import { log } from '#platform/log.js';
import type { Vault } from '#platform/secrets.js';
import type { RequestNotes } from '../request-notes.js';
import { pageHeaders } from '../page.js';
import { Problem } from '../problem.js';
import type { Operator } from './authenticate-operator.js';
import {
  checkOperatorToken,
  demandKnownMaster,
  shownToken,
  type TokenCheck,
} from './check-operator-token.js';
import { loginPage, logoutPage } from './login-page.js';
import {
  openSession,
  readSession,
  sessionCookie,
  sessionHours,
  type OperatorSession,
} from './operator-session.js';

export interface GuardParts extends TokenCheck {
  /** Path under which the guarded pages are. */
  readonly base: string;
  readonly vault: Vault;
}

/** What the guard tells the pages behind it. */
export interface OperatorNotes extends RequestNotes {
  operator?: Operator;
}

const readForm = bodyParser({ enableTypes: ['form'], formLimit: 4_096 });
const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets through who has the master API token or a read-only token: in `Authorization: Bearer`, in `X-API-Token`, or in
 * a cookie that the sign-in page gave. With a cookie, changes must come from our own pages (Origin); with a read-only
 * token there are none.
 */
export function guardOperators(parts: GuardParts): Middleware<OperatorNotes> {
  const { base, operators } = parts;
  return async (ctx, next) => {
    demandKnownMaster(operators);
    if (ctx.path === `${base}/login` && ctx.method === 'POST') return signIn(parts, ctx);
    if (ctx.path === `${base}/logout`) return signOut(parts, ctx);
    if (ctx.path === `${base}/login`) return ctx.redirect(base);
    const token = shownToken(ctx);
    const operator =
      token === undefined ? await signedIn(parts, ctx) : await checkOperatorToken(parts, ctx, token);
    if (!operator) return askToSignIn(ctx);
    if (!harmless.has(ctx.method)) {
      if (token === undefined) requireOwnOrigin(ctx);
      requireWrite(operator);
    }
    ctx.state.operator = operator;
    await next();
    if (!harmless.has(ctx.method)) noteChange(ctx, operator);
  };
}

const sessionOf = ({ vault }: GuardParts, ctx: Context): OperatorSession | undefined =>
  readSession(vault, ctx.cookies.get(sessionCookie));

async function signedIn(parts: GuardParts, ctx: Context): Promise<Operator | undefined> {
  const session = sessionOf(parts, ctx);
  return session && parts.operators.bySession(session);
}

function requireWrite({ scope }: Operator): void {
  if (scope === 'write') return;
  throw new Problem(403, 'token.read_only', 'This token may look, not change; use the master API token.');
}

/** Who did what by hand; what was asked is in the path. */
function noteChange({ method, path, status, ip }: Context, { name }: Operator): void {
  log.info({ operator: name, address: ip, method, path, status }, 'operator changed the queues');
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

async function signIn(parts: GuardParts, ctx: Context): Promise<void> {
  requireOwnOrigin(ctx);
  await readForm(ctx, () => Promise.resolve());
  const form = (ctx.request.body ?? {}) as Record<string, unknown>;
  const next = safeNext(parts.base, form.next);
  try {
    const operator = await checkOperatorToken(parts, ctx, typeof form.token === 'string' ? form.token : '');
    log.info({ address: ctx.ip, operator: operator.name, scope: operator.scope }, 'operator signed in');
    setCookie(ctx, parts, { value: openSession(parts.vault, operator), hours: sessionHours });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    log.warn({ address: ctx.ip, code: error.code }, 'operator sign-in failed');
    ctx.set(error.headers);
    return showPage(ctx, error.status, loginPage(next, explain(error)));
  }
  ctx.redirect(next);
  ctx.status = 303;
}

const explain = ({ status, headers }: Problem): string =>
  status === 429
    ? `Too many wrong tokens. Try again in ${headers['retry-after']} seconds.`
    : 'That token does not open the queues.';

async function signOut(parts: GuardParts, ctx: Context): Promise<void> {
  if (ctx.method !== 'POST') return showPage(ctx, 200, logoutPage);
  requireOwnOrigin(ctx);
  const session = sessionOf(parts, ctx);
  if (session && (await parts.operators.bySession(session))) await parts.operators.endSession(session);
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
