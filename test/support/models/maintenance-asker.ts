import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { optional, ownerKey, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A person who came to a bot while it served its admins alone, and is told when that is over. */
@Table(table('maintenance_askers'))
export class MaintenanceAsker extends Model<
  InferAttributes<MaintenanceAsker>,
  InferCreationAttributes<MaintenanceAsker>
> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ ...required(DataType.BIGINT), primaryKey: true })
  declare userId: string;

  @Column(optional(DataType.TEXT))
  declare startPayload: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
