import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required } from './columns.js';
import { table } from './table-options.js';

/** What a person has asked those who help the people of a bot, and how it stands. */
@Table(table('tickets'))
export class SupportTicket extends Model<
  InferAttributes<SupportTicket>,
  InferCreationAttributes<SupportTicket>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @Column(required(DataType.TEXT))
  declare title: string;

  @Column(defaulted(DataType.TEXT, ''))
  declare titleKey: CreationOptional<string>;

  @Column(defaulted(DataType.TEXT, 'open'))
  declare status: CreationOptional<'answered' | 'closed' | 'open' | 'pending'>;

  @Column(defaulted(DataType.TEXT, 'normal'))
  declare priority: CreationOptional<'high' | 'low' | 'normal' | 'urgent'>;

  @Column(optional(DataType.BIGINT))
  declare assigneeTelegramId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare assigneeName: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare waitingSince: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare reminderDueAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare reminders: CreationOptional<number>;

  @Column(optional(DataType.DATE))
  declare remindedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare escalatedAt: CreationOptional<Date | null>;

  @Column(required(DataType.DATE))
  declare lastMessageAt: Date;

  @Column(defaulted(DataType.INTEGER, 0))
  declare messageCount: CreationOptional<number>;

  @Column(optional(DataType.DATE))
  declare firstAnsweredAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare closedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare closedBy: CreationOptional<'person' | 'rule' | 'staff' | null>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare reopened: CreationOptional<number>;

  @Column(optional(DataType.INTEGER))
  declare rating: CreationOptional<number | null>;

  @Column(optional(DataType.TEXT))
  declare ratingWords: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare ratedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.BIGINT))
  declare deskChatId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare deskTopicId: CreationOptional<string | null>;

  @Column(defaulted(DataType.TEXT, 'none'))
  declare deskState: CreationOptional<'none' | 'plain' | 'topic'>;

  @Column(optional(DataType.TEXT))
  declare deskTopicName: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare deskTurnMessageId: CreationOptional<string | null>;

  @Column(defaulted(DataType.INTEGER, 1))
  declare revision: CreationOptional<number>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
