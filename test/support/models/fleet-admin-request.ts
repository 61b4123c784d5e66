import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, optional, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A request of the admin API that changed something of the fleet, with its answer. */
@Table(table('fleet_admin_requests', { timestamps: false }))
export class FleetAdminRequest extends Model<
  InferAttributes<FleetAdminRequest>,
  InferCreationAttributes<FleetAdminRequest>
> {
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
