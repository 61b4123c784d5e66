import { kindOfError } from '#platform/error-codes/error-codes.js';
import type { Tenant } from '#tenancy/scope.js';
import type { Features } from '../features/shape.js';
import { CheckFailure, type BotCheck } from '../onboarding/test-bot.js';
import { askGateway } from './ask-gateway.js';
import { openGateway, type GatewayMeans } from './gateway-access.js';
import { listOn } from './offer-methods.js';

/**
 * A check of each gateway that is on in a bot: asks it, with the bot's credentials and no transaction open, whether they are right;
 * no money moves. A gateway that takes them is no longer hidden, whatever it was hidden for; one that refuses is hidden as by any
 * other question.
 */
export const listGatewayChecks = (
  tenant: Tenant,
  { features, means }: { readonly features: Features; readonly means: GatewayMeans },
): BotCheck[] =>
  listOn(features).map(({ name }) => ({
    name: `gateway_${name}`,
    run: async () => {
      const asked = await askGateway(tenant, { gateway: name, question: 'credentials' }, async () => {
        const { gateway, access } = await tenant.db((tx) => openGateway(tenant, tx, { method: name, means }));
        await gateway.test(access);
      });
      if ('answer' in asked) return 'The gateway takes the credentials.';
      const { code, context } = asked.fault;
      const said = typeof context.said === 'string' ? ` It said: ${context.said}.` : '';
      throw new CheckFailure(`${kindOfError(code).means}${said}`);
    },
  }));
