import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/** What a subscription has on top of what was sold as its plan. */
@Table(table('subscription_addons'))
export class SubscriptionAddon extends Model<
  InferAttributes<SubscriptionAddon>,
  InferCreationAttributes<SubscriptionAddon>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare subscriptionId: string;

  @Column(required(DataType.TEXT))
  declare kind: 'traffic' | 'devices';

  @Column(required(DataType.INTEGER))
  declare amount: number;

  @Column(required(DataType.TEXT))
  declare givenBy: 'bought' | 'admin' | 'promotion';

  @Column(optional(DataType.BIGINT))
  declare orderId: CreationOptional<string | null>;

  @Column(tomanColumn('valueToman', { defaultValue: 0 }))
  declare valueToman: CreationOptional<number>;

  @Column(defaulted(DataType.DATE, DataType.NOW))
  declare paidFrom: CreationOptional<Date>;

  @Column(required(DataType.DATE))
  declare paidUntil: Date;

  @Column(optional(DataType.DATE))
  declare endedAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
