import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A message about a receipt in a chat of reviewers. */
@Table(table('card_review_messages'))
export class CardReviewMessage extends Model<
  InferAttributes<CardReviewMessage>,
  InferCreationAttributes<CardReviewMessage>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare paymentId: string;

  @Column(required(DataType.INTEGER))
  declare attempt: number;

  @Column(required(DataType.TEXT))
  declare kind: 'copy' | 'page' | 'part' | 'question' | 'review';

  @Column(required(DataType.BIGINT))
  declare chatId: string;

  @Column(optional(DataType.BIGINT))
  declare receiptId: CreationOptional<string | null>;

  @Column(defaulted(DataType.TEXT, ''))
  declare menu: CreationOptional<string>;

  @Column(optional(DataType.TEXT))
  declare asks: CreationOptional<'amount' | 'reason' | null>;

  @Column(optional(DataType.BIGINT))
  declare askedOf: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare messageId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare lostReason: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
