import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { optional, ownerKey, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A person who may not write tickets for a while. */
@Table(table('ticket_blocks'))
export class TicketBlock extends Model<InferAttributes<TicketBlock>, InferCreationAttributes<TicketBlock>> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ ...required(DataType.BIGINT), primaryKey: true })
  declare userId: string;

  @Column(optional(DataType.DATE))
  declare until: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare reason: CreationOptional<string | null>;

  @Column(required(DataType.TEXT))
  declare blockedBy: string;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
