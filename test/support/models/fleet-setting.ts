import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** Something the fleet as a whole remembers; only a fleet scope reaches it. */
@Table(table('fleet_settings'))
export class FleetSetting extends Model<
  InferAttributes<FleetSetting>,
  InferCreationAttributes<FleetSetting>
> {
  @Column({ ...required(DataType.TEXT), primaryKey: true })
  declare key: string;

  @Column(required(DataType.JSONB))
  declare value: unknown;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
