import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, optional, owner } from './columns.js';
import { table } from './table-options.js';

/** A person on a bot's black list; a user name counts only where there is no Telegram id. */
@Table(table('blacklist_entries'))
export class BlacklistEntry extends Model<
  InferAttributes<BlacklistEntry>,
  InferCreationAttributes<BlacklistEntry>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(optional(DataType.BIGINT))
  declare telegramId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare username: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare reason: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}
