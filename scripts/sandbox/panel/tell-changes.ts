import { refreshStatus, type Account, type PanelWorld } from './world.js';
import { sendEvent, userEvent } from './webhooks.js';

const everyMs = 2_000;
const eventOf = (account: Account, before: Known): string[] => [
  ...(account.status !== before.status && account.status === 'EXPIRED' ? ['user.expired'] : []),
  ...(account.status !== before.status && account.status === 'LIMITED' ? ['user.limited'] : []),
  ...(account.firstConnectedAt !== null && before.firstConnectedAt === null ? ['user.first_connected'] : []),
];

type Known = Pick<Account, 'status' | 'firstConnectedAt'>;

/** Tells what the panel's own timers find, as webhooks; returns what stops it. */
export function tellChanges(world: PanelWorld): () => void {
  const known = new Map<number, Known>();
  const look = (): void => {
    for (const account of world.accounts.values()) {
      refreshStatus(world, account);
      const { status, firstConnectedAt } = account;
      const before = known.get(account.id) ?? { status: 'ACTIVE', firstConnectedAt };
      known.set(account.id, { status, firstConnectedAt });
      for (const event of eventOf(account, before)) void sendEvent(world, userEvent(world, event, account));
    }
  };
  const timer = setInterval(look, everyMs).unref();
  return () => clearInterval(timer);
}
