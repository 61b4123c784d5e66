import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, optional, ownerKey, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** How a payment gateway has done for a bot. */
@Table(table('gateway_health'))
export class GatewayHealth extends Model<
  InferAttributes<GatewayHealth>,
  InferCreationAttributes<GatewayHealth>
> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ ...required(DataType.TEXT), primaryKey: true })
  declare gateway: string;

  @Column(defaulted(DataType.INTEGER, 0))
  declare faults: CreationOptional<number>;

  @Column(optional(DataType.TEXT))
  declare lastFault: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare lastFaultAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare hiddenUntil: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare lastCallbackAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare makeFaults: CreationOptional<number>;

  @Column(optional(DataType.DATE))
  declare makeHiddenUntil: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
