import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required } from './columns.js';
import { table } from './table-options.js';

type MessageKind =
  'animation' | 'audio' | 'document' | 'image' | 'sticker' | 'text' | 'video' | 'video_note' | 'voice';

/** What a person or staff wrote into a ticket. */
@Table(table('ticket_messages'))
export class SupportTicketMessage extends Model<
  InferAttributes<SupportTicketMessage>,
  InferCreationAttributes<SupportTicketMessage>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare ticketId: string;

  @Column(required(DataType.TEXT))
  declare author: 'note' | 'person' | 'staff';

  @Column(optional(DataType.BIGINT))
  declare authorTelegramId: CreationOptional<string | null>;

  @Column(required(DataType.TEXT))
  declare authorName: string;

  @Column(required(DataType.TEXT))
  declare kind: MessageKind;

  @Column(defaulted(DataType.TEXT, ''))
  declare html: CreationOptional<string>;

  @Column(defaulted(DataType.TEXT, ''))
  declare searchKey: CreationOptional<string>;

  @Column(optional(DataType.TEXT))
  declare fileId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare fileUniqueId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare fileName: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare mimeType: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare fileSize: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare albumId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare sourceChatId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare sourceMessageId: CreationOptional<string | null>;

  @Column(defaulted(DataType.INTEGER, 1))
  declare revision: CreationOptional<number>;

  @Column(optional(DataType.DATE))
  declare editedAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
