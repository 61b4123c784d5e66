import { readWalletPage } from '#services/money/wallet-history.js';
import { readCart } from '#services/orders/carts.js';
import type { Actions } from '../../action.js';
import { topUpWays } from './open/top-up-ways.js';
import { topUp } from './screens/top-up.js';
import { wallet, walletHistory } from './screens/wallet.js';

/** The person's wallet, its movements, and how money gets in. */
export const walletActions: Actions<'top-up' | 'wallet' | 'wallet-history'> = {
  wallet: {
    isForRegistered: true,
    run: (ctx) =>
      wallet(ctx.voice, {
        balanceToman: ctx.person.balanceToman,
        canTopUp: topUpWays(ctx).length > 0,
      }),
  },
  'wallet-history': {
    isForRegistered: true,
    run: async (ctx, argument) => {
      const [direction, id = ''] = argument.split('.');
      const place = direction === 'newer' || direction === 'older' ? ({ direction, id } as const) : undefined;
      const page = await readWalletPage(ctx.tenant, ctx.tx, { userId: ctx.person.id, place });
      return walletHistory(ctx.voice, { page, balanceToman: ctx.person.balanceToman });
    },
  },
  'top-up': {
    isForRegistered: true,
    run: async (ctx) => {
      const { balanceToman } = ctx.person;
      const open = await readCart(ctx.tenant, ctx.tx, { userId: ctx.person.id });
      return topUp(ctx.voice, {
        balanceToman,
        missingToman: open?.missingToman ?? 0,
        ways: topUpWays(ctx),
      });
    },
  },
};
