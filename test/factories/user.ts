import type { CreationAttributes } from 'sequelize';
import { User } from '#models/user.js';
import type { Tenant } from '#tenancy/scope.js';
import { uniqueNumber } from './unique.js';

/** Makes a registered user of the bot. */
export function buildUser(tenant: Tenant, overrides: Partial<CreationAttributes<User>> = {}): Promise<User> {
  const telegramId = String(uniqueNumber());
  const defaults = {
    telegramId,
    firstName: 'Person',
    language: 'fa' as const,
    referralCode: `ref${telegramId}`,
    registeredAt: new Date(),
  };
  return tenant.db(() => User.create({ ...defaults, ...overrides }));
}
