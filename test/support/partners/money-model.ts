/** What a payment earned into a wallet. */
interface Reward {
  readonly to: Person;
  readonly kind: 'commission' | 'first' | 'welcome';
  readonly toman: number;
  back: number;
  isWhole: boolean;
}

/** What a partner earned on a payment. */
interface Earned {
  readonly to: Person;
  readonly percent: number;
  readonly row: Row;
  /** All that it comes to by now, and of which money. */
  toman: number;
  paid: number;
  /** How often all was forfeited when it was earned, and what of that made up for it. */
  readonly bornAfter: number;
  covered: number;
}

/** A row of a partner's ledger: held for so many days, in a life that ends when all is forfeited. */
interface Row {
  readonly toman: number;
  days: number;
  readonly life: number;
}

/** A payment from outside, and what it brought. */
export interface Paid {
  readonly payer: Person;
  readonly toman: number;
  back: number;
  readonly rewards: Reward[];
  earned: Earned | undefined;
}

/** Where a payout stands. */
export interface AskedPayout {
  readonly toman: number;
  state: 'approved' | 'requested';
  isShown: boolean;
}

/** A person with their money, as simply as it can be said. */
export interface Person {
  readonly inviter: Person | undefined;
  status: 'active' | 'blocked' | 'deleted';
  wallet: number;
  owed: number;
  partner: 'accepted' | 'ended' | 'refused' | undefined;
  percent: number;
  holdDays: number;
  balance: number;
  reserved: number;
  rows: Row[];
  /** How often all was forfeited, and what of it no refund has made up for. */
  lives: number;
  lost: number;
  open: AskedPayout | undefined;
}

/** Terms of the bot that `openReferring` opens. */
const bot = {
  commission: 25,
  inviterBonus: 30_000,
  least: 100_000,
  newcomerBonus: 10_000,
  leastPayout: 10_000,
};

const partOf = (toman: number, percent: number): number => Math.floor((toman * percent) / 100);

/** Somebody new. */
export const newPerson = (inviter?: Person): Person => ({
  ...{ inviter, status: 'active', wallet: 0, owed: 0, partner: undefined, percent: 0, holdDays: 0 },
  ...{ balance: 0, reserved: 0, rows: [], lives: 0, lost: 0, open: undefined },
});

const isPartner = ({ partner }: Person): boolean => partner === 'accepted' || partner === 'ended';

/** What of a balance is held. */
export const heldOf = ({ rows, lives }: Person): number =>
  rows.filter(({ days, life }) => days > 0 && life === lives).reduce((sum, { toman }) => sum + toman, 0);

/** What can be paid out. */
export const availableTo = (person: Person): number =>
  person.balance - heldOf(person) - person.reserved - person.owed;

/** What a partner owes leaves the balance, as far as that is free. */
function settle(person: Person): void {
  if (!isPartner(person)) return;
  const toman = Math.min(person.owed, person.balance - heldOf(person) - person.reserved);
  if (toman <= 0) return;
  person.balance -= toman;
  person.owed -= toman;
}

function credit(person: Person, toman: number): void {
  const kept = Math.min(person.owed, toman);
  person.owed -= kept;
  person.wallet += toman - kept;
}

/** So much came from outside; `isFirst`: no sufficient payment of the payer was rewarded, or it went back. */
export function pay(payer: Person, toman: number, isFirst: boolean): Paid {
  const paid: Paid = { payer, toman, back: 0, rewards: [], earned: undefined };
  if (payer.status === 'deleted') return paid;
  payer.wallet += toman;
  const { inviter } = payer;
  if (payer.status !== 'active' || inviter?.status !== 'active') return paid;
  const earns = inviter.partner === 'accepted';
  const part = partOf(toman, inviter.percent);
  if (earns && part > 0) {
    const row = { toman: part, days: inviter.holdDays, life: inviter.lives };
    inviter.rows.push(row);
    inviter.balance += part;
    settle(inviter);
    const to = { to: inviter, percent: inviter.percent, row, bornAfter: inviter.lives };
    paid.earned = { ...to, toman: part, paid: toman, covered: 0 };
  }
  const commission = partOf(toman, bot.commission);
  const reward = (to: Person, kind: Reward['kind'], due: number): void => {
    paid.rewards.push({ to, kind, toman: due, back: 0, isWhole: false });
    credit(to, due);
  };
  if (isFirst && toman >= bot.least) {
    reward(inviter, 'first', earns ? 0 : Math.max(bot.inviterBonus, commission));
    reward(payer, 'welcome', bot.newcomerBonus);
  } else if (!earns) reward(inviter, 'commission', commission);
  return paid;
}

/** Is the first sufficient payment of a person still to be rewarded? */
export const isFirstDue = (payer: Person, payments: readonly Paid[]): boolean =>
  !payments.some(
    (paid) => paid.payer === payer && paid.rewards.some(({ kind, isWhole }) => kind === 'first' && !isWhole),
  );

/** So much of a payment is back by now, in all. */
export function giveBack(paid: Paid, inAll: number): void {
  const { payer, toman } = paid;
  if (paid.back === toman || inAll <= paid.back) return;
  if (payer.status !== 'deleted') payer.wallet -= Math.min(inAll - paid.back, payer.wallet);
  paid.back = inAll;
  if (paid.earned) takeFromPartner(paid.earned, toman - inAll);
  for (const reward of paid.rewards) {
    const back = reward.toman - Math.floor((reward.toman * (toman - inAll)) / toman);
    const due = back - reward.back;
    reward.back = back;
    reward.isWhole = inAll === toman;
    if (reward.to.status === 'deleted') continue;
    const taken = Math.min(due, reward.to.wallet);
    reward.to.wallet -= taken;
    reward.to.owed += due - taken;
    if (due > taken) settle(reward.to);
  }
}

function takeFromPartner(earned: Earned, left: number): void {
  const { to, row } = earned;
  const change = partOf(left, earned.percent) - earned.toman;
  const isLost = to.lives > earned.bornAfter;
  const cover = isLost ? Math.min(-change, to.lost) : 0;
  earned.toman += change;
  to.lost -= cover;
  to.balance += change + cover;
  to.rows.push({ toman: change, days: isLost ? 0 : row.days, life: row.life });
}

/** So many days go by for a partner. */
export function wait(person: Person, days: number): void {
  for (const row of person.rows) row.days -= days;
}

/** Asks for a payout; true: it is there. */
export function ask(person: Person, toman: number): boolean {
  const may = person.status === 'active' && isPartner(person) && !person.open;
  if (!may || toman < bot.leastPayout || toman > availableTo(person)) return false;
  person.open = { toman, state: 'requested', isShown: false };
  person.reserved += toman;
  return true;
}

const mayLeave = (person: Person): boolean => person.status === 'active' && availableTo(person) >= 0;

/** A step of the payout that is open; what does not fit leaves it as it is. */
export function decide(
  person: Person,
  step: 'approve' | 'cancel' | 'pay' | 'reject' | 'show' | 'unsent',
): void {
  const { open } = person;
  if (!open) return;
  const isApproved = open.state === 'approved';
  if (step === 'approve' && !isApproved && mayLeave(person)) open.state = 'approved';
  if (step === 'show' && isApproved && (open.isShown || mayLeave(person))) open.isShown = true;
  const isPaid = step === 'pay' && isApproved;
  const isOff =
    (step === 'cancel' && !isApproved) || step === 'unsent' || (step === 'reject' && !open.isShown);
  if (!isPaid && !isOff) return;
  person.open = undefined;
  person.reserved -= open.toman;
  if (isPaid) person.balance -= open.toman;
}

/** All that is available goes into the wallet. */
export function moveAll(person: Person): void {
  if (person.status !== 'active' || !isPartner(person)) return;
  settle(person);
  const toman = availableTo(person);
  if (toman <= 0) return;
  person.balance -= toman;
  person.wallet += toman;
}

/** Accepts, ends or refuses; what cannot be leaves all as it is. */
export function setState(
  person: Person,
  state: 'accepted' | 'ended' | 'refused',
  terms: { readonly percent: number; readonly holdDays: number },
): void {
  if (person.status === 'deleted') return;
  if (state === 'ended' ? !isPartner(person) : state === 'refused' && isPartner(person)) return;
  Object.assign(person, { partner: state }, terms);
}

/** Erases a person, and all that they have is lost. */
export function erase(person: Person): void {
  if (person.status !== 'active' || person.open?.isShown) return;
  if (person.open) decide(person, 'unsent');
  person.wallet = 0;
  if (person.balance > 0) {
    person.lost += person.balance;
    person.balance = 0;
    person.lives += 1;
  }
  if (person.partner === 'accepted') person.partner = 'ended';
  person.status = 'deleted';
}
