import type { AccountWish, Panel, PanelAccount } from '#panels/panel.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { isOver, isUsedUp } from './differences.js';
import type { PendingRow, PanelOutcome } from './pending-row.js';

/** A row, and what its account shall have. */
export interface PendingAccount {
  readonly row: PendingRow;
  /** Shall the account not run, whatever its end? */
  readonly isOff: boolean;
  readonly wish: Omit<AccountWish, 'expireAt' | 'squads'> & Partial<Pick<AccountWish, 'squads'>>;
  /** What becomes of an account that was given up. */
  readonly removal: 'delete' | 'disable';
}

/** Called with an account that is about to be removed, as it was at the last; no transaction is open. */
export type BeforeRemoval = (account: PanelAccount) => Promise<void>;

/**
 * Brings the account on the panel in line with a row; doing it twice is doing it once, whatever answer was lost. Returns
 * the account, or undefined when there is none and shall be none. Throws what Panel throws, and PermanentError
 * `panel.name_taken` when an account of this name is not ours.
 */
export async function bringInLine(
  panel: Panel,
  desired: PendingAccount,
  beforeRemoval: BeforeRemoval,
): Promise<PanelOutcome> {
  const { row, isOff } = desired;
  if (row.is_removal_wanted) return giveUp(panel, desired, beforeRemoval);
  const state = { isOver: isOver(row.ends_at), isOff };
  const found = await takeOver(panel, desired, state);
  if (!found) return undefined;
  const reset =
    row.traffic_reset_wanted_at === null ? found.account : demand(await panel.resetTraffic(found.account));
  const switched = await switchOnOrOff(panel, reset, state);
  return row.reissue_wanted_at === null || found.isNew ? switched : reissue(panel, row, switched);
}

interface Found {
  readonly account: PanelAccount;
  readonly isNew: boolean;
}
interface State {
  readonly isOver: boolean;
  readonly isOff: boolean;
}

/** Changes the account, or makes it. One that vanished is made again only while the subscription lives. */
async function takeOver(panel: Panel, desired: PendingAccount, state: State): Promise<Found | undefined> {
  const { row, wish } = desired;
  const change = { ...wish, ...(!state.isOver && { expireAt: row.ends_at }) };
  const isMade = row.panel_user_id !== null || row.panel_user_uuid !== null;
  const known = isMade ? await panel.change(row.panel_username, change) : undefined;
  if (known) return { account: known, isNew: false };
  const { squads } = wish;
  if (state.isOver || state.isOff || !squads) {
    const left = isMade ? undefined : await findOwn(panel, desired);
    return left && { account: left, isNew: false };
  }
  const made = await panel.create(row.panel_username, { ...wish, squads, expireAt: row.ends_at });
  if (made !== 'taken') return { account: made, isNew: true };
  // An answer of ours was lost, or the account was made in another version of the panel.
  if (!(await findOwn(panel, desired))) throw vanished();
  return { account: demand(await panel.change(row.panel_username, change)), isNew: false };
}

/** The account of this name, if there is one; it must say in its description that it is the row's. */
async function findOwn(panel: Panel, { row, wish }: PendingAccount): Promise<PanelAccount | undefined> {
  const account = await panel.find(row.panel_username);
  if (!account) return undefined;
  const isOurs = account.description === wish.description || account.shortUuid === row.panel_short_uuid;
  if (!isOurs) throw new PermanentError('panel.name_taken', { context: { username: row.panel_username } });
  return account;
}

/**
 * Moves the state by the panel's own actions, since a change leaves an account that is EXPIRED or LIMITED as it is. Who
 * has used up what was sold stays LIMITED: waking such an account would be a fight with the panel.
 */
async function switchOnOrOff(panel: Panel, account: PanelAccount, state: State): Promise<PanelAccount> {
  const { status, trafficLimitBytes, usedTrafficBytes } = account;
  const runsOn = state.isOver && !isOver(account.expireAt);
  if (state.isOff || runsOn) return status === 'DISABLED' ? account : demand(await panel.disable(account));
  const isRight = status === 'LIMITED' && isUsedUp(trafficLimitBytes, usedTrafficBytes);
  if (state.isOver || status === 'ACTIVE' || isRight) return account;
  return demand(await panel.enable(account));
}

/** A link that differs from the one we know was made by a try whose answer was lost. */
async function reissue(panel: Panel, row: PendingRow, account: PanelAccount): Promise<PanelAccount> {
  const isDone = row.panel_short_uuid !== null && account.shortUuid !== row.panel_short_uuid;
  return isDone ? account : demand(await panel.revoke(account));
}

async function giveUp(
  panel: Panel,
  desired: PendingAccount,
  beforeRemoval: BeforeRemoval,
): Promise<PanelOutcome> {
  const account = await findOwn(panel, desired);
  if (!account) return undefined;
  if (desired.removal === 'disable') return switchOnOrOff(panel, account, { isOver: false, isOff: true });
  await beforeRemoval(account);
  await panel.remove(account);
  return undefined;
}

const vanished = () => new RetryableError('panel.vanished', { isLocal: true, retryAfterMs: 1_000 });

function demand(account: PanelAccount | undefined): PanelAccount {
  if (!account) throw vanished();
  return account;
}
