import type { Subscription } from '#models/subscription.js';
import {
  extendSubscription as extend,
  switchSubscription as turn,
} from '#services/subscriptions/change-subscription.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** What the fleet's operator gives: nobody pays. */
const giver = { by: 'operator' } as const;

/** The operator gives days. */
export async function extendSubscription(
  tenant: Tenant,
  tx: Tx,
  wish: { readonly subscription: Subscription; readonly days: number },
): Promise<void> {
  await extend(tenant, tx, { ...wish, giver });
}

/** The operator switches a subscription off, or on again. */
export async function switchSubscription(
  tenant: Tenant,
  tx: Tx,
  wish: { readonly subscription: Subscription; readonly isOn: boolean },
): Promise<void> {
  await turn(tenant, tx, { ...wish, giver });
}
