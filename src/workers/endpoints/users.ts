import { Op, fn, type WhereOptions } from 'sequelize';
import type { EndpointOutput } from '#api/endpoint.js';
import type { userEndpoints } from '#api/users.js';
import { User } from '#models/user.js';
import { now } from '#platform/clock.js';
import { notify } from '#services/notices/notify.js';
import { adjustBalance } from '#services/orders/adjust-balance.js';
import { eraseUser } from '#services/people/erase-user.js';
import { requestUserSync } from '#services/provision/request-sync.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { between, given } from './conditions.js';
import type { Call, HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';
import { readTransaction } from './transactions.js';

type Endpoints = typeof userEndpoints;
type UserView = EndpointOutput<Endpoints['users.get']>;

const present = (user: User): UserView => ({
  id: user.id,
  telegram_id: user.telegramId,
  username: user.username,
  first_name: user.firstName,
  last_name: user.lastName,
  language: user.language,
  status: user.status,
  balance_toman: user.balanceToman,
  referral_code: user.referralCode,
  referred_by: user.referredBy,
  campaign_code: user.campaignCode,
  can_receive: user.canReceive,
  has_had_trial: user.hasHadTrial,
  has_paid: user.hasPaid,
  registered_at: user.registeredAt?.toISOString() ?? null,
  last_seen_at: user.lastSeenAt.toISOString(),
  created_at: user.createdAt.toISOString(),
  updated_at: user.updatedAt.toISOString(),
});

const subjectOf = (userId: string): string => `user ${userId}`;
const lockUser = (userId: string): Promise<User> => lockRow(User, userId, rowLock.forChange);

/** The people of a bot. Names stay out of the audit log, which nobody erases. */
export const userHandlers = (): HandlersOf<Endpoints> => ({
  'users.block': switchUser('blocked'),
  'users.credit': (tenant, tx, call) => move(tenant, tx, call, 1),
  'users.debit': (tenant, tx, call) => move(tenant, tx, call, -1),
  'users.delete': async (tenant, tx, { params, query, note, requestKey, requireMatch }) => {
    const { user_id: userId } = params;
    const before = present(await lockUser(userId));
    requireMatch('users.get', before);
    const erasure = {
      userId,
      mayForfeit: query.forfeit_balance ?? false,
      idempotencyKey: `api ${requestKey}`,
    };
    const forfeited = await eraseUser(tenant, tx, erasure);
    const after = { status: 'deleted', ...(forfeited && { forfeited_toman: forfeited }) };
    note({ subject: subjectOf(userId), before: { status: before.status }, after });
    return undefined;
  },
  'users.get': async (_tenant, _tx, { params }) =>
    present((await User.findOne({ where: { id: params.user_id } })) ?? refuse('resource.unknown')),
  'users.list': async (_tenant, _tx, { query }) => {
    const { rows, next_cursor } = await readPage(User, query, {
      [Op.and]: [
        given({
          status: query.status,
          campaignCode: query.campaign_code,
          registeredAt: between(query.registered_from, query.registered_to),
        }),
        query.search === undefined ? {} : named(query.search),
      ],
    });
    return { items: rows.map(present), next_cursor };
  },
  'users.unblock': switchUser('active'),
  'users.update': async (_tenant, _tx, { params, body, note, requireMatch }) => {
    const user = await lockUser(params.user_id);
    requireMatch('users.get', present(user));
    if (user.status === 'deleted') refuse('user.deleted');
    const { language } = user;
    await user.update({ language: body.language, languageChosenAt: new Date(now()) });
    note({ subject: subjectOf(user.id), before: { language }, after: { language: user.language } });
    return present(user);
  },
});

/** Greater than any text that begins with the same letters, byte by byte. */
const last = '\u{10FFFF}';

/** Whose names begin so, or whose Telegram id it is. */
function named(search: string): WhereOptions {
  const word = search.replace(/^@/, '');
  const begins = { [Op.gte]: fn('lower', word), [Op.lt]: fn('lower', word + last) };
  return {
    [Op.or]: [
      { firstNameKey: begins },
      { lastNameKey: begins },
      { usernameKey: begins },
      ...(/^[1-9]\d{0,15}$/.test(word) ? [{ telegramId: word }] : []),
    ],
  };
}

type SwitchCall = Pick<Call, 'note'> & { readonly params: { readonly user_id: string } };
type MoveCall = Pick<Call, 'note' | 'requestKey'> & {
  readonly params: { readonly user_id: string };
  readonly body: { readonly amount_toman: number; readonly reason: string };
};

async function move(tenant: Tenant, tx: Tx, call: MoveCall, sign: 1 | -1) {
  const { params, body, note, requestKey } = call;
  const id = await adjustBalance(tenant, tx, {
    userId: params.user_id,
    amountToman: sign * body.amount_toman,
    idempotencyKey: `api ${requestKey}`,
    reason: body.reason,
  });
  const made = await readTransaction(id);
  const { amount_toman, balance_after_toman, description } = made;
  note({
    subject: subjectOf(params.user_id),
    after: { amount_toman, balance_after_toman, reason: description },
  });
  return made;
}

function switchUser(status: 'active' | 'blocked') {
  return async (tenant: Tenant, tx: Tx, { params, note }: SwitchCall) => {
    const user = await lockUser(params.user_id);
    const before = user.status;
    if (before === 'deleted') refuse('user.deleted');
    if (before !== status) {
      await user.update({ status });
      await requestUserSync(tenant, tx, user.id);
      const kind = status === 'blocked' ? 'account_blocked' : 'account_unblocked';
      await notify(tenant, tx, { kind, about: { user_id: user.id } });
    }
    note({ subject: subjectOf(user.id), before: { status: before }, after: { status } });
    return present(user);
  };
}
