import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, optional, ownerKey, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** How the reading of a bot's black list stands. */
@Table(table('blacklists'))
export class Blacklist extends Model<InferAttributes<Blacklist>, InferCreationAttributes<Blacklist>> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare address: string;

  @Column(optional(DataType.TEXT))
  declare etag: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare readAt: CreationOptional<Date | null>;

  @Column(required(DataType.DATE))
  declare triedAt: Date;

  @Column(required(DataType.DATE))
  declare nextAt: Date;

  @Column(optional(DataType.TEXT))
  declare fault: CreationOptional<string | null>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare entryCount: CreationOptional<number>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare skippedCount: CreationOptional<number>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
