import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { optional, ownerKey } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** Since when a bot serves its admins alone; one row a bot that ever did. */
@Table(table('bot_maintenance'))
export class BotMaintenance extends Model<
  InferAttributes<BotMaintenance>,
  InferCreationAttributes<BotMaintenance>
> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column(optional(DataType.DATE))
  declare byHandSince: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare automaticSince: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare automaticReason: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
