import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { optional, ownerKey } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** When a bot's daily report is due; one row a bot that ever switched it on. */
@Table(table('daily_reports'))
export class DailyReport extends Model<InferAttributes<DailyReport>, InferCreationAttributes<DailyReport>> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column(optional(DataType.DATE))
  declare dueAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATEONLY))
  declare toldDay: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
