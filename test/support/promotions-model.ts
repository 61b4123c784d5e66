/** The terms of the bot on which the random promotions run; money in toman. */
export const terms = {
  ...{ price: 100_001, step: 1_000, percentOfAll: 7, deposit: 100_000 },
  ...{ silverPercent: 5, goldPercent: 10, goldFrom: 150_000 },
  ...{ inviterBonus: 30_000, newcomerBonus: 10_000, commission: 25_000 },
} as const;

/** What the codes give, and how often. */
export const codes = {
  money: { gives: 2_000, mostUses: 4, mostPerPerson: 2, isForAll: true },
  first: { gives: 3_000, mostUses: 9, mostPerPerson: 1, isForAll: false },
  percent: { gives: 30, mostUses: 3, mostPerPerson: 1, isForAll: true },
  group: { gives: 0, mostUses: 9, mostPerPerson: 1, isForAll: true },
  days: { gives: 3, mostUses: 3, mostPerPerson: 2, isForAll: true },
} as const;
export type CodeName = keyof typeof codes;

interface Sale {
  readonly orderId: string;
  readonly toman: number;
}

interface Discount {
  readonly percent: number;
  usedBy: string | null;
}

/** Somebody, as the rules say it should be. */
export interface ModelPerson {
  readonly id: string;
  readonly inviter: ModelPerson | undefined;
  balance: number;
  hasDeposited: boolean;
  isSilver: boolean;
  isGold: boolean;
  subscriptions: number;
  readonly sales: Sale[];
  readonly discounts: Discount[];
  readonly uses: Record<CodeName, number>;
}

export const newPerson = (id: string, inviter?: ModelPerson): ModelPerson => ({
  ...{ id, inviter, balance: 0, hasDeposited: false, isSilver: false, isGold: false, subscriptions: 0 },
  ...{ sales: [], discounts: [], uses: { money: 0, first: 0, percent: 0, group: 0, days: 0 } },
});

export const spentBy = ({ sales }: ModelPerson): number => sales.reduce((sum, { toman }) => sum + toman, 0);

/** What a plan costs a person, and the percent of their own that it uses up (0: none); a gift takes none. */
export function priceFor(
  person: ModelPerson,
  isGift = false,
): { readonly toman: number; readonly uses: number } {
  const { price, step, percentOfAll, goldPercent, silverPercent } = terms;
  const ofGroup = person.isGold ? goldPercent : person.isSilver ? silverPercent : 0;
  const less = price - Math.floor((price * Math.max(percentOfAll, ofGroup)) / 100);
  const rounded = (toman: number): number => Math.min(price, Math.ceil(toman / step) * step);
  const unused = person.discounts.filter(({ usedBy }) => usedBy === null).map(({ percent }) => percent);
  const best = isGift ? 0 : Math.max(0, ...unused);
  const own = rounded(less - Math.floor((less * best) / 100));
  return own < rounded(less) ? { toman: own, uses: best } : { toman: rounded(less), uses: 0 };
}

/** They bought a plan. */
export function sell(person: ModelPerson, orderId: string): void {
  const { toman, uses } = priceFor(person);
  const used = person.discounts.find(({ percent, usedBy }) => usedBy === null && percent === uses);
  if (used) used.usedBy = orderId;
  person.balance -= toman;
  person.subscriptions += 1;
  person.sales.push({ orderId, toman });
  if (spentBy(person) >= terms.goldFrom) person.isGold = true;
}

/** One of their sales was taken back. */
export function takeBack(person: ModelPerson, orderId: string): void {
  const [sale] = person.sales.splice(
    person.sales.findIndex((one) => one.orderId === orderId),
    1,
  );
  person.balance += sale!.toman;
  person.subscriptions -= 1;
  for (const discount of person.discounts) if (discount.usedBy === orderId) discount.usedBy = null;
  if (spentBy(person) < terms.goldFrom) person.isGold = false;
}

/** Money of theirs came from outside. */
export function deposit(person: ModelPerson): void {
  const { inviter, hasDeposited } = person;
  person.balance += terms.deposit;
  if (inviter) inviter.balance += hasDeposited ? terms.commission : terms.inviterBonus;
  if (inviter && !hasDeposited) person.balance += terms.newcomerBonus;
  person.hasDeposited = true;
}

/** What the bot says to a code of theirs. */
export function answerTo(name: CodeName, person: ModelPerson, all: readonly ModelPerson[]): string {
  const { mostPerPerson, mostUses, isForAll } = codes[name];
  if (person.uses[name] >= mostPerPerson) return 'used_by_you';
  if (all.reduce((sum, { uses }) => sum + uses[name], 0) >= mostUses) return 'used_up';
  if (!isForAll && person.sales.length > 0) return 'not_for_you';
  return 'given';
}

/** They were given what a code gives; `isRefused`: the panel takes no new subscription. */
export function use(name: CodeName, person: ModelPerson, isRefused: boolean): void {
  const isNew = name === 'days' && person.subscriptions === 0;
  if (isNew && isRefused) return;
  person.uses[name] += 1;
  if (isNew) person.subscriptions += 1;
  if (name === 'money' || name === 'first') person.balance += codes[name].gives;
  if (name === 'percent') person.discounts.push({ percent: codes[name].gives, usedBy: null });
  if (name === 'group') person.isSilver = true;
}
