import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, optional, ownerKey, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** Where a chat with a bot stands. */
@Table(table('conversations'))
export class Conversation extends Model<
  InferAttributes<Conversation>,
  InferCreationAttributes<Conversation>
> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ ...required(DataType.BIGINT), primaryKey: true })
  declare chatId: string;

  @Column(optional(DataType.BIGINT))
  declare userId: CreationOptional<string | null>;

  @Column(defaulted(DataType.TEXT, 'idle'))
  declare state: CreationOptional<string>;

  @Column(defaulted(DataType.JSONB, {}))
  declare data: CreationOptional<Record<string, unknown>>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
