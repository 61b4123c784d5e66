import { Op } from 'sequelize';
import type { EndpointOutput } from '#api/endpoint.js';
import type { promoGroupEndpoints } from '#api/promo-groups.js';
import { enqueue } from '#jobs/enqueue.js';
import { PromoGroup } from '#models/promo-group.js';
import { UserPromoGroup } from '#models/user-promo-group.js';
import { User } from '#models/user.js';
import { isForeignKeyViolation, isUniqueViolation } from '#platform/database.js';
import { countMembers } from '#services/discounts/count-members.js';
import {
  dropFromGroup,
  emptyGroup,
  haveGroups,
  reserveGroup,
  takeIntoGroup,
  type GroupMember,
} from '#services/discounts/change-groups.js';
import type { Tenant } from '#tenancy/scope.js';
import { given } from './conditions.js';
import type { HandlersOf } from './handler.js';
import { lockRow, rowLock } from './lock-row.js';
import { readPage } from './page.js';
import { refuse } from './refuse.js';
import { requireSellable } from './sellable-squads.js';

type Endpoints = typeof promoGroupEndpoints;
type Handlers = HandlersOf<Endpoints>;
type GroupView = EndpointOutput<Endpoints['promo-groups.get']>;
type MemberView = EndpointOutput<Endpoints['promo-groups.add-member']>;
type ExportView = EndpointOutput<Endpoints['promo-groups.export-members']>['items'][number];
type Update = Extract<Handlers['promo-groups.update'], (...args: never[]) => unknown>;

const present = (group: PromoGroup): GroupView => ({
  id: group.id,
  name: group.name,
  priority: group.priority,
  period_percents: group.periodPercents,
  traffic_percent: group.trafficPercent,
  device_percent: group.devicePercent,
  spent_toman: group.spentToman,
  squads: group.squads,
  created_at: group.createdAt.toISOString(),
  updated_at: group.updatedAt.toISOString(),
});

const presentMember = (member: UserPromoGroup): MemberView => ({
  user_id: member.userId,
  group_id: member.groupId,
  given_by: member.givenBy,
  created_at: member.createdAt.toISOString(),
});

/** People of one export. */
const mostExported = 5_000;

/** The same with who they are. */
async function presentExport(members: readonly UserPromoGroup[]): Promise<ExportView[]> {
  const users = await User.findAll({ where: { id: members.map(({ userId }) => userId) } });
  const byId = new Map(users.map((user) => [user.id, user]));
  return members.flatMap(({ userId, givenBy, createdAt }) => {
    const user = byId.get(userId);
    if (!user) return [];
    return [
      {
        ...{ user_id: userId, telegram_id: user.telegramId, username: user.username },
        ...{ first_name: user.firstName, last_name: user.lastName, status: user.status },
        ...{ given_by: givenBy, joined_at: createdAt.toISOString() },
      },
    ];
  });
}

const subjectOf = (groupId: string): string => `promo group ${groupId}`;

/** Groups of people who pay less, and who is in them. */
export const promoGroupHandlers = (): Handlers => ({
  'promo-groups.add-member': async (tenant, tx, { params, note }) => {
    const member = { userId: params.user_id, groupId: params.group_id };
    const isThere = await haveGroups(tenant, tx, [member.groupId]);
    if (!isThere || !(await takeIntoGroup(tenant, tx, member))) refuse('resource.unknown');
    note({ subject: subjectOf(member.groupId), after: { user_id: member.userId, given_by: 'admin' } });
    return presentMember((await findMember(member)) ?? refuse('resource.unknown'));
  },
  'promo-groups.create': async (tenant, tx, { body, note }) => {
    await requireSellable(tenant, tx, body.squads);
    await reserveGroup(tenant, tx);
    const group = await unlessTaken(() => PromoGroup.create({ ...changesOf(body), name: body.name }));
    await takeInSoon(tenant, group);
    const after = present(group);
    note({ subject: subjectOf(group.id), after });
    return after;
  },
  'promo-groups.delete': async (tenant, tx, { params, query, note, requireMatch }) => {
    const group = await lockRow(PromoGroup, params.group_id, rowLock.forDeletion);
    const before = present(group);
    requireMatch('promo-groups.get', before);
    await emptyGroup(tenant, tx, { groupId: group.id, mayDrop: query.drop_members ?? false });
    await unlessNamed(() => group.destroy());
    note({ subject: subjectOf(group.id), before });
    return undefined;
  },
  'promo-groups.drop-member': async (tenant, tx, { params, note }) => {
    const member = { userId: params.user_id, groupId: params.group_id };
    if (!(await dropFromGroup(tenant, tx, member))) refuse('resource.unknown');
    note({ subject: subjectOf(member.groupId), before: { user_id: member.userId } });
    return undefined;
  },
  'promo-groups.export-members': async (_tenant, _tx, { params, query: { after_user_id: after } }) => {
    const { id: groupId } = await findGroup(params.group_id);
    const { rows } = await readPage(
      UserPromoGroup,
      { limit: mostExported, sort: 'user_id' },
      { groupId, ...(after !== undefined && { userId: { [Op.gt]: after } }) },
    );
    return { items: await presentExport(rows) };
  },
  'promo-groups.get': async (_tenant, _tx, { params }) => present(await findGroup(params.group_id)),
  'promo-groups.list': async (_tenant, _tx, { query }) => {
    const { rows, next_cursor } = await readPage(PromoGroup, query);
    return { items: rows.map(present), next_cursor };
  },
  'promo-groups.members': async (_tenant, _tx, { params, query }) => {
    const { id: groupId } = await findGroup(params.group_id);
    const where = given({ groupId, givenBy: query.given_by });
    const { rows, next_cursor } = await readPage(UserPromoGroup, query, where);
    return { items: rows.map(presentMember), next_cursor };
  },
  'promo-groups.of-user': async (_tenant, _tx, { params, query }) => {
    const { user_id: userId } = params;
    if (!(await User.findOne({ where: { id: userId } }))) refuse('resource.unknown');
    const { rows, next_cursor } = await readPage(UserPromoGroup, query, { userId });
    return { items: rows.map(presentMember), next_cursor };
  },
  'promo-groups.statistics': async (tenant, tx) => ({
    items: (await countMembers(tenant, tx)).map((one) => ({
      group_id: one.groupId,
      name: one.name,
      members: one.byAdmin + one.byPromoCode + one.bySpending,
      by_admin: one.byAdmin,
      by_promo_code: one.byPromoCode,
      by_spending: one.bySpending,
    })),
  }),
  'promo-groups.update': async (tenant, tx, { params, body, note, requireMatch }) => {
    const group = await lockRow(PromoGroup, params.group_id, rowLock.forChange);
    const before = present(group);
    requireMatch('promo-groups.get', before);
    await requireSellable(tenant, tx, body.squads);
    await unlessTaken(() => group.update(changesOf(body)));
    if (group.spentToman !== before.spent_toman) await takeInSoon(tenant, group);
    const after = present(group);
    note({ subject: subjectOf(group.id), before, after });
    return after;
  },
});

const findGroup = async (id: string): Promise<PromoGroup> =>
  (await PromoGroup.findOne({ where: { id } })) ?? refuse('resource.unknown');

const findMember = ({ userId, groupId }: GroupMember): Promise<UserPromoGroup | null> =>
  UserPromoGroup.findOne({ where: { userId, groupId } });

/** Who has reached the threshold already. */
async function takeInSoon(tenant: Tenant, { spentToman }: PromoGroup): Promise<void> {
  if (spentToman !== null) await enqueue(tenant, 'people.take-into-groups', {});
}

async function unlessTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isUniqueViolation(error)) refuse('promo_group.exists');
    throw error;
  }
}

async function unlessNamed(remove: () => Promise<void>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (isForeignKeyViolation(error)) refuse('promo_group.in_use');
    throw error;
  }
}

type Body = Partial<Parameters<Update>[2]['body']>;

const changesOf = (body: Body): Partial<PromoGroup> => ({
  ...(body.name !== undefined && { name: body.name }),
  ...(body.priority !== undefined && { priority: body.priority }),
  ...(body.period_percents !== undefined && { periodPercents: body.period_percents }),
  ...(body.traffic_percent !== undefined && { trafficPercent: body.traffic_percent }),
  ...(body.device_percent !== undefined && { devicePercent: body.device_percent }),
  ...(body.spent_toman !== undefined && { spentToman: body.spent_toman }),
  ...(body.squads !== undefined && { squads: body.squads }),
});
