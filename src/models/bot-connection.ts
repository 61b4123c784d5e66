import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { optional, ownerKey } from './columns.js';
import { table } from './table-options.js';

/** How a bot stands with Telegram; one row a bot. */
@Table(table('bot_connections'))
export class BotConnection extends Model<
  InferAttributes<BotConnection>,
  InferCreationAttributes<BotConnection>
> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column(optional(DataType.TEXT))
  declare webhookFingerprint: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare webhookSetAt: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare commandsFingerprint: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare tokenRevokedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare lastError: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare lastErrorAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
