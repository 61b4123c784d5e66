import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, optional, ownerKey, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A text of a bot whose versions are kept, and which of them people must have accepted. */
@Table(table('pages'))
export class Page extends Model<InferAttributes<Page>, InferCreationAttributes<Page>> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ type: DataType.TEXT, allowNull: false, primaryKey: true })
  declare kind: 'privacy_policy' | 'public_offer' | 'rules' | 'welcome';

  @Column(required(DataType.INTEGER))
  declare version: number;

  @Column(defaulted(DataType.INTEGER, 0))
  declare demandedVersion: CreationOptional<number>;

  @Column(optional(DataType.DATE))
  declare demandedAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
