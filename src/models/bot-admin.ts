import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, owner, required } from './columns.js';
import { table } from './table-options.js';

/** A person who runs a bot. */
@Table(table('bot_admins'))
export class BotAdmin extends Model<InferAttributes<BotAdmin>, InferCreationAttributes<BotAdmin>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare telegramId: string;

  @Column(required(DataType.TEXT))
  declare role: 'owner' | 'admin' | 'reviewer';

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
