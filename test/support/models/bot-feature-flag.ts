import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, ownerKey, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A feature of a bot, on or off; no row means the default of the catalogue. */
@Table(table('bot_feature_flags'))
export class BotFeatureFlag extends Model<
  InferAttributes<BotFeatureFlag>,
  InferCreationAttributes<BotFeatureFlag>
> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ ...required(DataType.TEXT), primaryKey: true })
  declare featureKey: string;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare enabled: CreationOptional<boolean>;

  @Column(defaulted(DataType.JSONB, {}))
  declare config: CreationOptional<Record<string, unknown>>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
