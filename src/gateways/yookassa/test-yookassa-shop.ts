import { z } from 'zod';
import { gatewayRefused } from '../fault.js';
import { callYookassa, type YookassaAccess as Access } from './call-yookassa.js';
import { isTestShop, yookassaTypes, type YookassaCredentials } from './yookassa-settings.js';

const gateway = 'yookassa';

const shopSchema = z.object({
  account_id: z.union([z.string(), z.number()]).transform(String),
  status: z.string().optional().catch(undefined),
  fiscalization_enabled: z.boolean().optional().catch(undefined),
  payment_methods: z.array(z.string()).optional().catch(undefined),
});

/** What of a shop does not fit how the bot is set up; undefined: all fits. */
function misfitOf(
  shop: z.output<typeof shopSchema>,
  { shopId, config, ...credentials }: YookassaCredentials,
): string | undefined {
  if (shop.account_id !== shopId) return `the key is of the shop ${shop.account_id}`;
  const types = config.methods.map((method) => yookassaTypes[method]);
  const has = shop.payment_methods;
  if (has && !types.some((type) => has.includes(type))) return `the shop has only ${has.join(', ')}`;
  const isWithoutReceipts = shop.fiscalization_enabled === false && !isTestShop(credentials);
  return config.receipt && isWithoutReceipts ? 'receipts are on here, and off in the shop' : undefined;
}

/**
 * Asks what shop the key is of. Throws `gateway.account_off` where it is switched off, `gateway.misconfigured` where it is another, or has not
 * what the bot is set up for.
 */
export async function testYookassaShop(access: Access): Promise<void> {
  const shop = await callYookassa(access, { path: '/me', operation: 'me' }, shopSchema);
  if (shop.status === 'disabled')
    throw gatewayRefused('gateway.account_off', { gateway, said: shop.status, money: 'untouched' });
  const said = misfitOf(shop, access.credentials);
  if (said !== undefined)
    throw gatewayRefused('gateway.misconfigured', { gateway, said, money: 'untouched' });
}
