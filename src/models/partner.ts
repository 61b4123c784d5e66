import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { BelongsTo, Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';
import { User } from './user.js';

/** A person who earns on what people pay whom they brought, or asked to. */
@Table(table('partners'))
export class Partner extends Model<InferAttributes<Partner>, InferCreationAttributes<Partner>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @BelongsTo(() => User, 'userId')
  declare user: NonAttribute<User | null>;

  @Column(required(DataType.TEXT))
  declare state: 'accepted' | 'asked' | 'ended' | 'refused';

  @Column(optional(DataType.INTEGER))
  declare commissionPercent: CreationOptional<number | null>;

  @Column(optional(DataType.INTEGER))
  declare holdDays: CreationOptional<number | null>;

  @Column(tomanColumn('balanceToman', { defaultValue: 0 }))
  declare balanceToman: CreationOptional<number>;

  @Column(tomanColumn('reservedToman', { defaultValue: 0 }))
  declare reservedToman: CreationOptional<number>;

  @Column(optional(DataType.DATE))
  declare askedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare decidedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.BIGINT))
  declare decidedBy: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare decidedByName: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
