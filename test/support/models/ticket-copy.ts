import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A message or card of a ticket as it is, or is to be, in a chat. */
@Table(table('ticket_copies'))
export class TicketCopy extends Model<InferAttributes<TicketCopy>, InferCreationAttributes<TicketCopy>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare ticketId: string;

  @Column(optional(DataType.BIGINT))
  declare messageRowId: CreationOptional<string | null>;

  @Column(required(DataType.TEXT))
  declare kind: 'card' | 'message';

  @Column(required(DataType.BIGINT))
  declare chatId: string;

  @Column(optional(DataType.BIGINT))
  declare messageId: CreationOptional<string | null>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare shownRevision: CreationOptional<number>;

  @Column(defaulted(DataType.ARRAY(DataType.BIGINT), []))
  declare restMessageIds: CreationOptional<string[]>;

  @Column(defaulted(DataType.TEXT, ''))
  declare menu: CreationOptional<string>;

  @Column(optional(DataType.TEXT))
  declare lostReason: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
