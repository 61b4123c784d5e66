import { createHash } from 'node:crypto';
import type { RouterMiddleware } from '@koa/router';
import { findVpnApp } from '#platform/vpn-apps.js';
import type { RequestNotes } from '../request-notes.js';
import { escapePageHtml, page, pageHeaders } from '../page.js';

/**
 * Telegram's buttons open web addresses only, apps are opened by addresses of their own. So this page stands between:
 * the link comes behind #, which browsers keep to themselves, and only http(s) links are handed on.
 */
const script = `
  const way = document.getElementById('open');
  let link = '';
  try { link = decodeURIComponent(location.hash.slice(1)); } catch { /* no link of ours */ }
  if (/^https?:\\/\\/\\S+$/.test(link)) {
    const { scheme, writes } = way.dataset;
    const written = writes === 'encoded' ? encodeURIComponent(link) : writes === 'base64' ? btoa(link) : link;
    way.href = scheme + written;
    way.parentElement.hidden = false;
    location.replace(way.href);
  } else document.getElementById('fault').hidden = false;
`;
const scriptHash = createHash('sha256').update(script).digest('base64');
const policy = `${pageHeaders['content-security-policy']}; script-src 'sha256-${scriptHash}'`;

interface Words {
  readonly title: string;
  readonly hint: string;
  readonly fault: string;
  readonly dir: 'ltr' | 'rtl';
}

const words: Readonly<Record<'en' | 'fa' | 'ru', (app: string) => Words>> = {
  en: (app) => ({
    title: `Open ${app}`,
    hint: 'Nothing happens? Install the app first, then tap the button.',
    fault: 'This address carries no link. Please open it from the bot again.',
    dir: 'ltr',
  }),
  fa: (app) => ({
    title: `باز کردن \u2068${app}\u2069`,
    hint: 'اتفاقی نیفتاد؟ اول برنامه را نصب کنید و بعد دکمه را بزنید.',
    fault: 'این نشانی لینکی ندارد. لطفاً دوباره از ربات باز کنید.',
    dir: 'rtl',
  }),
  ru: (app) => ({
    title: `Открыть ${app}`,
    hint: 'Ничего не происходит? Сначала установите приложение, потом нажмите кнопку.',
    fault: 'В этом адресе нет ссылки. Откройте его, пожалуйста, из бота ещё раз.',
    dir: 'ltr',
  }),
};

/** `GET /open/:app`: hands the link behind # to an app of this device. */
export const openApp: RouterMiddleware<RequestNotes> = (ctx) => {
  const app = findVpnApp(ctx.params.app ?? '');
  if (!app) return;
  const language = ctx.acceptsLanguages('en', 'fa', 'ru') || 'en';
  const { title, hint, fault, dir } = words[language as keyof typeof words](app.name);
  ctx.set({ ...pageHeaders, 'content-security-policy': policy, 'referrer-policy': 'no-referrer' });
  ctx.vary('Accept-Language');
  ctx.type = 'html';
  ctx.body = page(
    title,
    `<div dir="${dir}" lang="${language}"><h1>${escapePageHtml(app.name)}</h1><p>${escapePageHtml(hint)}</p>
<nav hidden><a id="open" data-scheme="${escapePageHtml(app.scheme)}" data-writes="${app.writes}">${escapePageHtml(title)}</a></nav>
<p id="fault" class="fault" hidden>${escapePageHtml(fault)}</p></div>
<script>${script}</script>`,
  );
};
