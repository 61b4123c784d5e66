import type { Context } from 'koa';
import type { RawCallback } from '#gateways/gateway.js';
import { escapePageHtml, page, pageHeaders } from '../page.js';

/** Shows a payer's browser where to go on: back into the chat, which tells what became of the payment. */
export function showPaymentPage(
  ctx: Context,
  { username }: { readonly request: RawCallback; readonly username: string },
): void {
  ctx.set(pageHeaders);
  ctx.type = 'html';
  const link = `https://t.me/${escapePageHtml(username)}`;
  ctx.body = page(
    'Payment',
    `<h1>Payment</h1><p>The bot tells you in a moment.</p><nav><a href="${link}">Back</a></nav>`,
  );
}
