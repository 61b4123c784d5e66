import type { Middleware } from 'koa';
import type { RequestNotes } from '../request-notes.js';
import { page, pageHeaders } from '../page.js';

const body = `<h1>Remnafleet</h1>
<p>A fleet of Telegram bots that sell VPN subscriptions.</p>
<nav>
<a href="/docs">Admin API<small>What it can do, to read and to try</small></a>
<a href="/queues">Queues<small>Jobs of all bots; needs the master API token</small></a>
<a href="/queues/health">Health<small>What works, and what does not; needs it too</small></a>
</nav>`;

/** `GET /`: where to go from here. */
export const homePage: Middleware<RequestNotes> = (ctx) => {
  ctx.set(pageHeaders);
  ctx.type = 'html';
  ctx.body = page('Remnafleet', body);
};
