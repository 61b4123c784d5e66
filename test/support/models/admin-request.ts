import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, optional, ownerKey, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A request of the admin API that changed something of a bot, with its answer. */
@Table(table('admin_requests', { timestamps: false }))
export class AdminRequest extends Model<
  InferAttributes<AdminRequest>,
  InferCreationAttributes<AdminRequest>
> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ ...required(DataType.TEXT), primaryKey: true })
  declare caller: string;

  @Column({ ...required(DataType.TEXT), primaryKey: true })
  declare requestKey: string;

  @Column(required(DataType.TEXT))
  declare fingerprint: string;

  @Column(optional(DataType.TEXT))
  declare sealedAnswer: CreationOptional<string | null>;

  @Column(defaulted(DataType.DATE, DataType.NOW))
  declare createdAt: CreationOptional<Date>;
}
