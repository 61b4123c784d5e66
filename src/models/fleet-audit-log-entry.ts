import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, required } from './columns.js';
import { table } from './table-options.js';

/** A change of the fleet, such as a bot made or deleted; rows are added only. */
@Table(table('fleet_audit_log', { timestamps: false }))
export class FleetAuditLogEntry extends Model<
  InferAttributes<FleetAuditLogEntry>,
  InferCreationAttributes<FleetAuditLogEntry>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(optional(DataType.BIGINT))
  declare aboutBotId: CreationOptional<string | null>;

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
