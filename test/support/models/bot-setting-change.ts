import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, optional, owner, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A change of a setting or a feature of a bot; rows are added only. */
@Table(table('bot_setting_changes'))
export class BotSettingChange extends Model<
  InferAttributes<BotSettingChange>,
  InferCreationAttributes<BotSettingChange>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare kind: 'feature' | 'setting';

  @Column(required(DataType.TEXT))
  declare key: string;

  @Column(optional(DataType.JSONB))
  declare valueBefore: CreationOptional<unknown>;

  @Column(optional(DataType.JSONB))
  declare valueAfter: CreationOptional<unknown>;

  @Column(required(DataType.TEXT))
  declare actorKind: 'master' | 'person' | 'system' | 'token';

  @Column(optional(DataType.TEXT))
  declare actorId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare actorName: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
