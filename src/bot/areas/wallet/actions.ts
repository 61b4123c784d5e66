import { hasLevels } from '#services/orders/read-levels.js';
import { readWalletPage } from '#services/money/wallet-history.js';
import type { Actions } from '../../action.js';
import { canTopUp, openTopUp } from './open/open-top-up.js';
import { wallet, walletHistory } from './screens/wallet.js';

/** The person's wallet, its movements, and how money gets in. */
export const walletActions: Actions<'top-up' | 'wallet' | 'wallet-history'> = {
  wallet: {
    isForRegistered: true,
    staysOpen: true,
    run: async (ctx) =>
      wallet(ctx.voice, {
        balanceToman: ctx.person.balanceToman,
        canTopUp: canTopUp(ctx),
        areSalesStopped: ctx.snapshot.standsStillFrom !== undefined,
        hasLevels:
          ctx.settings.values.promo_levels_shown && (await hasLevels(ctx.tenant, ctx.tx, ctx.person.id)),
      }),
  },
  'wallet-history': {
    isForRegistered: true,
    staysOpen: true,
    run: async (ctx, argument) => {
      const [direction, id = ''] = argument.split('.');
      const place = direction === 'newer' || direction === 'older' ? ({ direction, id } as const) : undefined;
      const page = await readWalletPage(ctx.tenant, ctx.tx, { userId: ctx.person.id, place });
      return walletHistory(ctx.voice, { page, balanceToman: ctx.person.balanceToman });
    },
  },
  'top-up': { isForRegistered: true, run: (ctx) => openTopUp(ctx) },
};
