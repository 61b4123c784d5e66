import { coded, notANumber } from './panel-error.js';
import { isNewer, type Account, type PanelWorld } from './world.js';

/** 3.x takes positive numbers only, and refuses a uuid as a wrong request; 2.x takes uuids. */
export function byKey(world: PanelWorld, key: string): Account | undefined {
  if (!isNewer(world)) return [...world.accounts.values()].find(({ uuid }) => uuid === key);
  if (!/^[1-9]\d*$/.test(key)) throw notANumber('userId');
  return world.accounts.get(Number(key));
}

/** No such user, in the words of the two kinds of routes. */
export function refuseUser(code: 'A025' | 'A063'): never {
  throw coded(404, code, 'User with specified params not found');
}
