import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, optional, ownerKey, required, tomanColumn } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** Terms of a person who invites, and what they have to give back. */
@Table(table('referral_accounts'))
export class ReferralAccount extends Model<
  InferAttributes<ReferralAccount>,
  InferCreationAttributes<ReferralAccount>
> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ ...required(DataType.BIGINT), primaryKey: true })
  declare userId: string;

  @Column(optional(DataType.INTEGER))
  declare percent: CreationOptional<number | null>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare isOff: CreationOptional<boolean>;

  @Column(tomanColumn('owedToman', { defaultValue: 0 }))
  declare owedToman: CreationOptional<number>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
