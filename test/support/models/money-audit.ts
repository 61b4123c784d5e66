import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, optional, ownerKey } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** How far a bot's ledgers have been looked through; one row a bot. */
@Table(table('money_audits'))
export class MoneyAudit extends Model<InferAttributes<MoneyAudit>, InferCreationAttributes<MoneyAudit>> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column(defaulted(DataType.BIGINT, '0'))
  declare ledgerId: CreationOptional<string>;

  @Column(defaulted(DataType.BIGINT, '0'))
  declare walletLedgerId: CreationOptional<string>;

  @Column(defaulted(DataType.BIGINT, '0'))
  declare partnerLedgerId: CreationOptional<string>;

  @Column(optional(DataType.DATE))
  declare auditedAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
