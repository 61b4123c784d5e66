import { gatewayRefused } from './fault.js';
import type { KnownPayment } from './payment-at-gateway.js';

/**
 * Throws `gateway.unauthorized` where a payment was made with another account than the one that is asked, `own`, which knows nothing of it.
 * `maker`: what accounts of the gateway are, for operators.
 */
export function demandAccount(
  { account }: KnownPayment,
  { gateway, own, maker }: { readonly gateway: string; readonly own: string; readonly maker: string },
): void {
  if (account === own) return;
  const said = `it was made by ${maker} ${account}`;
  throw gatewayRefused('gateway.unauthorized', { gateway, said, money: 'untouched' });
}
