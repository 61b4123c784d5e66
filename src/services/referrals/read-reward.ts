import type { RewardKind } from '#models/referral-reward.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** A reward with the people it is about, for messages. */
export interface RewardFacts {
  readonly kind: RewardKind;
  readonly amountToman: number;
  readonly percent: number | null;
  readonly depositToman: number;
  /** What of it was kept for what the person had to give back. */
  readonly withheldToman: number;
  readonly inviter: NamedPerson;
  readonly invited: NamedPerson;
}

/** A person by their names at the last contact; '' where they are erased. */
export interface NamedPerson {
  readonly id: string;
  readonly telegramId: string;
  readonly firstName: string;
  readonly lastName: string | null;
}

interface Row {
  readonly kind: RewardKind;
  readonly amount: string;
  readonly percent: number | null;
  readonly deposit: string;
  readonly withheld: string;
  readonly inviter: NamedPerson;
  readonly invited: NamedPerson;
}

/** SQL of a row of `users` as a `NamedPerson`. */
export const namedText = (row: string): string =>
  `jsonb_build_object('id', ${row}.id::text, 'telegramId', ${row}.telegram_id::text, 'firstName', ${row}.first_name,
    'lastName', ${row}.last_name)`;

const readOne = `
  select reward.kind, reward.amount_toman::text as amount, reward.percent, reward.deposit_toman::text as deposit,
    reward.withheld_toman::text as withheld, ${namedText('inviter')} as inviter, ${namedText('invited')} as invited
  from referral_rewards reward
  join users inviter on inviter.bot_id = $1 and inviter.id = reward.inviter_id
  join users invited on invited.bot_id = $1 and invited.id = reward.invited_id
  where reward.bot_id = $1 and reward.id = $2`;
const readPerson = `select ${namedText('users')} as person from users where bot_id = $1 and id = $2`;

/** A reward; undefined: there is none of that number. */
export async function readReward({ botId }: Tenant, tx: Tx, id: string): Promise<RewardFacts | undefined> {
  const [row] = await tx.sql<Row>(readOne, [botId, id]);
  if (!row) return undefined;
  const { amount, deposit, withheld, ...facts } = row;
  return {
    ...facts,
    amountToman: Number(amount),
    depositToman: Number(deposit),
    withheldToman: Number(withheld),
  };
}

/** A person by their names; undefined: there is none of that number. */
export async function readNamed({ botId }: Tenant, tx: Tx, id: string): Promise<NamedPerson | undefined> {
  const [row] = await tx.sql<{ person: NamedPerson }>(readPerson, [botId, id]);
  return row?.person;
}
