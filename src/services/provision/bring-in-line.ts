import { now } from '#platform/clock.js';
import { PermanentError, RetryableError } from '#platform/errors.js';
import type { AccountWish, Panel, PanelAccount } from '#panels/panel.js';
import type { OwedRow, PanelOutcome } from './owed-row.js';

/** A subscription that ends sooner counts as over: the panel's clock may be ahead, and it takes no end in its past. */
const endMarginMs = 60_000;

/** A row, and what its account shall have. */
export interface Order {
  readonly row: OwedRow;
  readonly wish: Omit<AccountWish, 'status' | 'expireAt'>;
  /** What becomes of an account that was given up. */
  readonly removal: 'delete' | 'disable';
}

/**
 * Brings the account on the panel in line with a row; doing it twice is doing it once, whatever answer was lost. Returns
 * the account, or undefined when there is none and shall be none. Throws what Panel throws, and PermanentError
 * `panel.name_taken` when an account of this name is not ours.
 */
export async function bringInLine(panel: Panel, order: Order): Promise<PanelOutcome> {
  if (order.row.is_removal_wanted) return giveUp(panel, order);
  const isOver = order.row.ends_at.getTime() <= now() + endMarginMs;
  const isOff = order.row.status === 'disabled' || !order.row.is_user_active;
  const found = await takeOver(panel, order, { isOver, isOff });
  if (!found) return undefined;
  const switched = await switchOnOrOff(panel, found.account, { isOver, isOff });
  const reset = order.row.traffic_reset_wanted_at === null ? switched : await resetTraffic(panel, switched);
  return order.row.reissue_wanted_at === null || found.isNew ? reset : reissue(panel, order.row, reset);
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
async function takeOver(panel: Panel, order: Order, { isOver, isOff }: State): Promise<Found | undefined> {
  const { row, wish } = order;
  const change = { ...wish, ...(!isOver && { expireAt: row.ends_at }) };
  const isMade = row.panel_user_id !== null || row.panel_user_uuid !== null;
  const known = isMade ? await panel.change(row.panel_username, change) : undefined;
  if (known) return { account: known, isNew: false };
  if (isOver || isOff) {
    const left = isMade ? undefined : await findOwn(panel, order);
    return left && { account: left, isNew: false };
  }
  const made = await panel.create(row.panel_username, { ...wish, expireAt: row.ends_at });
  if (made !== 'taken') return { account: made, isNew: true };
  // An answer of ours was lost, or the account was made in another version of the panel.
  if (!(await findOwn(panel, order))) throw vanished();
  return { account: demand(await panel.change(row.panel_username, change)), isNew: false };
}

/** The account of this name, if there is one; it must say in its description that it is the row's. */
async function findOwn(panel: Panel, { row, wish }: Order): Promise<PanelAccount | undefined> {
  const account = await panel.find(row.panel_username);
  if (!account) return undefined;
  const isOurs = account.description === wish.description || account.shortUuid === row.panel_short_uuid;
  if (!isOurs) throw new PermanentError('panel.name_taken', { context: { username: row.panel_username } });
  return account;
}

/** Only what differs is sent: a status that is set by hand would free an account that the panel has limited. */
async function switchOnOrOff(
  panel: Panel,
  account: PanelAccount,
  { isOver, isOff }: State,
): Promise<PanelAccount> {
  const runsOn = isOver && account.expireAt.getTime() > now() + endMarginMs;
  const isDisabled = account.status === 'DISABLED';
  if ((isOff || runsOn) && !isDisabled)
    return demand(await panel.change(account.username, { status: 'DISABLED' }));
  if (!isOff && !isOver && isDisabled)
    return demand(await panel.change(account.username, { status: 'ACTIVE' }));
  return account;
}

const resetTraffic = async (panel: Panel, account: PanelAccount): Promise<PanelAccount> =>
  demand(await panel.resetTraffic(account));

/** A link that differs from the one we know was made by a try whose answer was lost. */
async function reissue(panel: Panel, row: OwedRow, account: PanelAccount): Promise<PanelAccount> {
  const isDone = row.panel_short_uuid !== null && account.shortUuid !== row.panel_short_uuid;
  return isDone ? account : demand(await panel.revoke(account));
}

async function giveUp(panel: Panel, order: Order): Promise<PanelOutcome> {
  const account = await findOwn(panel, order);
  if (!account) return undefined;
  if (order.removal === 'disable') return switchOnOrOff(panel, account, { isOver: false, isOff: true });
  await panel.remove(account);
  return undefined;
}

const vanished = () => new RetryableError('panel.vanished', { isLocal: true, retryAfterMs: 1_000 });

function demand(account: PanelAccount | undefined): PanelAccount {
  if (!account) throw vanished();
  return account;
}
