import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, owner, required } from './columns.js';
import { table } from './table-options.js';

/** A person is in a group. */
@Table(table('user_promo_groups'))
export class UserPromoGroup extends Model<
  InferAttributes<UserPromoGroup>,
  InferCreationAttributes<UserPromoGroup>
> {
  /** In the order in which people came; PostgreSQL fills it. */
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @Column(required(DataType.BIGINT))
  declare groupId: string;

  @Column(required(DataType.TEXT))
  declare givenBy: 'admin' | 'promo_code' | 'spending';

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
