import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A message of a bank that a phone of the tenant forwarded. */
@Table(table('card_bank_messages', { timestamps: false }))
export class CardBankMessage extends Model<
  InferAttributes<CardBankMessage>,
  InferCreationAttributes<CardBankMessage>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare digest: string;

  @Column(required(DataType.TEXT))
  declare sender: string;

  @Column(required(DataType.TEXT))
  declare text: string;

  @Column(optional(DataType.BIGINT))
  declare amountRial: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare cardLastFour: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare reference: CreationOptional<string | null>;

  @Column(required(DataType.DATE))
  declare sentAt: Date;

  @Column(required(DataType.TEXT))
  declare state: 'settled' | 'ambiguous' | 'late' | 'duplicate' | 'unmatched' | 'unread';

  @Column(optional(DataType.BIGINT))
  declare paymentId: CreationOptional<string | null>;

  @Column(defaulted(DataType.DATE, DataType.NOW))
  declare createdAt: CreationOptional<Date>;
}
