import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { BelongsTo, Column, DataType, Model, Table } from 'sequelize-typescript';
import { BotPlan } from './bot-plan.js';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';
import { User } from './user.js';

/** A device that used a subscription, as it was at the last look at the panel. */
export interface SeenDevice {
  /** Names it in buttons: the first 16 digits of the SHA-256 of its id. */
  readonly key: string;
  /** The panel's id of the device; not for showing. */
  readonly hwid: string;
  readonly platform: string | null;
  readonly os: string | null;
  readonly model: string | null;
  readonly app: string | null;
  /** ISO time. */
  readonly added_at: string;
}

/** What the panel took over last and the row does not say. */
export interface TakenOver {
  /** Uuids of the account's squads. */
  readonly squads: readonly string[];
  readonly tag: string | null;
}

/** How often differences of the account from its row were mended of late. */
export interface Mends {
  /** The row's revision for which it is counted. */
  readonly revision: string;
  /** ISO time of the last. */
  readonly at: string;
  /** By what differed. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Counters of an account as they were counted last; `{}`: none were, and counting begins at zero. */
export interface CountedTraffic {
  /** ISO time at which the account was made, by the panel's clock. */
  readonly account_at?: string;
  /** When the newest was made that was ever counted, where the panel went back to an older one; else absent. */
  readonly newest_at?: string;
  /** Bytes in its whole life; absent: the panel did not tell. */
  readonly lifetime?: number;
  /** Bytes since its last reset, and when that was (ISO time; null: never). */
  readonly used?: number;
  readonly reset_at?: string | null;
}

/** How often traffic counts anew: never, by the panel's calendar, or each month on the account's own day. */
export type TrafficPeriod = 'none' | 'day' | 'week' | 'month' | 'month_rolling';

/** A VPN subscription of a user; the panel follows it by job. */
@Table(table('subscriptions'))
export class Subscription extends Model<
  InferAttributes<Subscription>,
  InferCreationAttributes<Subscription>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @BelongsTo(() => User, 'userId')
  declare user: NonAttribute<User | null>;

  @Column(optional(DataType.BIGINT))
  declare planId: CreationOptional<string | null>;

  @BelongsTo(() => BotPlan, 'planId')
  declare plan: NonAttribute<BotPlan | null>;

  @Column(defaulted(DataType.TEXT, 'pending'))
  declare status: CreationOptional<'pending' | 'active' | 'expired' | 'disabled'>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare isTrial: CreationOptional<boolean>;

  @Column(defaulted(DataType.DATE, DataType.NOW))
  declare startsAt: CreationOptional<Date>;

  @Column(required(DataType.DATE))
  declare endsAt: Date;

  @Column(defaulted(DataType.INTEGER, 0))
  declare trafficLimitGb: CreationOptional<number>;

  @Column(defaulted(DataType.BIGINT, '0'))
  declare trafficUsedBytes: CreationOptional<string>;

  @Column(defaulted(DataType.INTEGER, 1))
  declare deviceLimit: CreationOptional<number>;

  @Column(defaulted(DataType.TEXT, 'month'))
  declare trafficReset: CreationOptional<TrafficPeriod>;

  @Column(defaulted(DataType.ARRAY(DataType.UUID), []))
  declare squads: CreationOptional<string[]>;

  @Column(defaulted(DataType.ARRAY(DataType.UUID), []))
  declare testSquads: CreationOptional<string[]>;

  @Column(optional(DataType.UUID))
  declare panelUserUuid: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare panelShortUuid: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare subscriptionUrl: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare cryptoLink: CreationOptional<string | null>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare isAutopayEnabled: CreationOptional<boolean>;

  @Column(defaulted(DataType.INTEGER, 3))
  declare autopayDaysBefore: CreationOptional<number>;

  @Column(optional(DataType.DATE))
  declare provisionedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare panelSeenAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.BIGINT, '1'))
  declare panelRevision: CreationOptional<string>;

  @Column(optional(DataType.DATE))
  declare reissueWantedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare removalWantedAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare wasNeverMade: CreationOptional<boolean>;

  @Column(optional(DataType.TEXT))
  declare panelUsername: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare panelUserId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare panelClaim: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare panelClaimedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare panelFault: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare panelRetryAt: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare panelStatus: CreationOptional<'ACTIVE' | 'DISABLED' | 'LIMITED' | 'EXPIRED' | null>;

  @Column(optional(DataType.JSONB))
  declare panelDevices: CreationOptional<readonly SeenDevice[] | null>;

  @Column(optional(DataType.DATE))
  declare panelDevicesSeenAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare devicesDueAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare devicesToldAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare trafficResetWantedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare firstConnectedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare expiryToldFor: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare limitToldAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare wordAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare trafficTold: CreationOptional<number>;

  @Column(optional(DataType.DATEONLY))
  declare trafficDay: CreationOptional<string | null>;

  @Column(defaulted(DataType.BIGINT, '0'))
  declare trafficDayBytes: CreationOptional<string>;

  @Column(optional(DataType.DATE))
  declare trafficAlarmAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare panelChangedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare panelToldAt: CreationOptional<Date | null>;

  @Column(optional(DataType.JSONB))
  declare panelTaken: CreationOptional<TakenOver | null>;

  @Column(optional(DataType.JSONB))
  declare panelMends: CreationOptional<Mends | null>;

  @Column({ type: DataType.JSONB, allowNull: true, defaultValue: {} })
  declare panelCounted: CreationOptional<CountedTraffic | null>;

  @Column(optional(DataType.TEXT))
  declare name: CreationOptional<string | null>;

  @Column(tomanColumn('valueToman', { defaultValue: 0 }))
  declare valueToman: CreationOptional<number>;

  @Column(defaulted(DataType.DATE, DataType.NOW))
  declare valueFrom: CreationOptional<Date>;

  @Column(optional(DataType.DATE))
  declare valueUntil: CreationOptional<Date | null>;

  @Column(optional(DataType.INTEGER))
  declare baseTrafficGb: CreationOptional<number | null>;

  @Column(optional(DataType.INTEGER))
  declare baseDeviceLimit: CreationOptional<number | null>;

  @Column(optional(DataType.DATE))
  declare autopayAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare isAutopayShort: CreationOptional<boolean>;

  @Column(optional(DataType.BIGINT))
  declare autopayAgreedToman: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare channelLeftAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.DATE, DataType.NOW))
  declare channelLookAt: CreationOptional<Date>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
