import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, optional, ownerKey, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** Mark that an update has taken effect, or failed for good. */
@Table(table('processed_updates', { timestamps: false }))
export class ProcessedUpdate extends Model<
  InferAttributes<ProcessedUpdate>,
  InferCreationAttributes<ProcessedUpdate>
> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ ...required(DataType.BIGINT), primaryKey: true })
  declare updateId: string;

  @Column(optional(DataType.BIGINT))
  declare chatId: CreationOptional<string | null>;

  @Column(defaulted(DataType.TEXT, 'done'))
  declare outcome: CreationOptional<'done' | 'failed'>;

  @Column(defaulted(DataType.DATE, DataType.NOW))
  declare processedAt: CreationOptional<Date>;
}
