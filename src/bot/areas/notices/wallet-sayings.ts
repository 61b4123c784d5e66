import { hourMs } from '#platform/units.js';
import { readWallet } from '#services/billing/read-wallet.js';
import { readBotFace } from '#services/notices/read-bot-face.js';
import type { Saying, Scene } from './saying.js';
import { walletEmpty, walletFilled, walletLow } from './screens/wallet-notice.js';

async function read({ tenant, tx }: Scene) {
  const face = await readBotFace(tenant, tx);
  const wallet = await readWallet(tenant, tx);
  return face && wallet && { ...wallet, bot: face.called };
}

/** The tenant's wallet with the fleet did not pay for a sale. */
export const sayWalletEmpty: Saying<'wallet_empty'> = async (scene) => {
  const view = await read(scene);
  return view && { screen: (voice) => walletEmpty(voice, view) };
};

/** It is filled. */
export const sayWalletFilled: Saying<'wallet_filled'> = async (scene) => {
  const view = await read(scene);
  return view && { screen: (voice) => walletFilled(voice, view) };
};

/** It is below its minimum; of one that was filled meanwhile there is nothing to tell. */
export const sayWalletLow: Saying<'wallet_low'> = async (scene, { stage }) => {
  const view = await read(scene);
  if (!view?.isLow) return undefined;
  const { low_balance_grace_hours: graceHours } = scene.settings.values;
  const { salesStoppedAt: stoppedAt } = view;
  const stillFrom = stoppedAt === null ? undefined : new Date(stoppedAt.getTime() + graceHours * hourMs);
  return { screen: (voice) => walletLow(voice, { ...view, stage, stillFrom }) };
};
