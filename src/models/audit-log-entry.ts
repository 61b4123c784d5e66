import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required } from './columns.js';
import { table } from './table-options.js';

/** A change of something of a bot; rows are added only. */
@Table(table('audit_log', { timestamps: false }))
export class AuditLogEntry extends Model<
  InferAttributes<AuditLogEntry>,
  InferCreationAttributes<AuditLogEntry>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare actorKind: 'master' | 'person' | 'system' | 'token';

  @Column(optional(DataType.TEXT))
  declare actorId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare actorName: CreationOptional<string | null>;

  @Column(required(DataType.TEXT))
  declare action: string;

  @Column(optional(DataType.TEXT))
  declare subject: CreationOptional<string | null>;

  @Column(optional(DataType.JSONB))
  declare valueBefore: CreationOptional<unknown>;

  @Column(optional(DataType.JSONB))
  declare valueAfter: CreationOptional<unknown>;

  @Column(optional(DataType.TEXT))
  declare requestId: CreationOptional<string | null>;

  @Column(defaulted(DataType.DATE, DataType.NOW))
  declare createdAt: CreationOptional<Date>;
}
