import type { CreationAttributes } from 'sequelize';
import { Subscription } from '#models/subscription.js';
import type { User } from '#models/user.js';
import { requestSync } from '#services/provision/request-sync.js';
import type { Tenant } from '#tenancy/scope.js';

const monthMs = 30 * 86_400_000;

/** Makes a running subscription of a user that the panel has not heard of, and orders its provisioning. */
export function buildSubscription(
  tenant: Tenant,
  user: User,
  overrides: Partial<CreationAttributes<Subscription>> = {},
): Promise<Subscription> {
  return tenant.db(async (tx) => {
    const endsAt = new Date(Date.now() + monthMs);
    const row = await Subscription.create({ userId: user.id, status: 'active', endsAt, ...overrides });
    await requestSync(tenant, tx, row.id);
    return row;
  });
}
