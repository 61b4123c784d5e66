import { escapePageHtml, page } from '../page.js';

/** The page that asks an operator for a token; `next` is where to go afterwards. */
export const loginPage = (next: string, fault?: string): string =>
  page(
    'Sign in · Remnafleet',
    `<h1>Remnafleet queues</h1>
<p>Sign in to look at the jobs of all bots.</p>
${fault ? `<p class="fault" role="alert">${escapePageHtml(fault)}</p>` : ''}
<form method="post" action="/queues/login">
<input type="hidden" name="next" value="${escapePageHtml(next)}">
<label for="token">Master or read-only token</label>
<input id="token" name="token" type="password" autocomplete="current-password" spellcheck="false" required autofocus>
<button type="submit">Sign in</button>
</form>
<p class="hint">The master API token was shown once at the first start, or is what <code>MASTER_API_TOKEN</code> says.
One for looking only: <code>npm run operator-token -- --add NAME</code>.</p>`,
  );

/** The page behind “Sign out”. */
export const logoutPage: string = page(
  'Sign out · Remnafleet',
  `<h1>Sign out?</h1>
<p>The queues can be opened again with your token.</p>
<form method="post" action="/queues/logout"><button type="submit">Sign out</button></form>
<p class="hint"><a href="/queues">Back to the queues</a></p>`,
);
