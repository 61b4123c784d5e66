import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import type { TrafficPeriod } from './subscription.js';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/**
 * open: it can be taken. taken. ended: nobody took it in time. refunded: its money is back in the buyer's wallet. cancelled: the
 * payment of its buyer went back.
 */
export type GiftState = 'open' | 'taken' | 'ended' | 'refunded' | 'cancelled';

/** What was bought as a gift, as it was sold; JSON. */
export interface GiftSold {
  readonly name: string;
  readonly periodDays: number;
  /** What the plan cost then without discounts, in toman. */
  readonly listPriceToman: number;
  /** Gigabytes; 0: unlimited. */
  readonly trafficLimitGb: number;
  readonly deviceLimit: number;
  readonly squads: readonly string[];
  readonly trafficReset: TrafficPeriod;
}

/** A plan that a person has paid for somebody else, who takes it by its link. */
@Table(table('gifts'))
export class Gift extends Model<InferAttributes<Gift>, InferCreationAttributes<Gift>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare orderId: string;

  @Column(required(DataType.BIGINT))
  declare buyerId: string;

  @Column(required(DataType.TEXT))
  declare code: string;

  @Column(optional(DataType.BIGINT))
  declare planId: CreationOptional<string | null>;

  @Column(required(DataType.JSONB))
  declare sold: GiftSold;

  @Column(tomanColumn('priceToman'))
  declare priceToman: number;

  @Column(optional(DataType.BIGINT))
  declare recipientTelegramId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare recipientUsername: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare greeting: CreationOptional<string | null>;

  @Column(defaulted(DataType.TEXT, 'open'))
  declare state: CreationOptional<GiftState>;

  @Column(required(DataType.DATE))
  declare validUntil: Date;

  @Column(optional(DataType.DATE))
  declare refundableUntil: CreationOptional<Date | null>;

  @Column(required(DataType.BOOLEAN))
  declare isRefundedAtEnd: boolean;

  @Column(optional(DataType.DATE))
  declare dueAt: CreationOptional<Date | null>;

  @Column(optional(DataType.BIGINT))
  declare takenBy: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare takingOrderId: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare takenAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare endedAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
