import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A job decided in a transaction; the row lives until the job has ended. */
@Table(table('outbox', { timestamps: false }))
export class OutboxJob extends Model<InferAttributes<OutboxJob>, InferCreationAttributes<OutboxJob>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare jobName: string;

  @Column(defaulted(DataType.TEXT, ''))
  declare orderingKey: CreationOptional<string>;

  @Column(required(DataType.JSONB))
  declare payload: Record<string, unknown>;

  @Column(defaulted(DataType.DATE, DataType.NOW))
  declare createdAt: CreationOptional<Date>;

  @Column(optional(DataType.DATE))
  declare handedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare notBefore: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare trace: CreationOptional<string | null>;
}
