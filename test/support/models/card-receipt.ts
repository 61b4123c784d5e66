import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A part of a receipt that a payer sent: a picture, a document, or words. */
@Table(table('card_receipts'))
export class CardReceipt extends Model<InferAttributes<CardReceipt>, InferCreationAttributes<CardReceipt>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare paymentId: string;

  @Column(required(DataType.INTEGER))
  declare attempt: number;

  @Column(required(DataType.TEXT))
  declare kind: 'document' | 'image' | 'text';

  @Column(optional(DataType.TEXT))
  declare fileId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare fileUniqueId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare words: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare pictureHash: CreationOptional<string | null>;

  @Column(defaulted(DataType.ARRAY(DataType.TEXT), []))
  declare referenceNumbers: CreationOptional<string[]>;

  @Column(optional(DataType.DATE))
  declare lookedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.BLOB))
  declare picturePrint: CreationOptional<Buffer | null>;

  @Column(optional(DataType.INTEGER))
  declare pictureBand1: CreationOptional<number | null>;

  @Column(optional(DataType.INTEGER))
  declare pictureBand2: CreationOptional<number | null>;

  @Column(optional(DataType.INTEGER))
  declare pictureBand3: CreationOptional<number | null>;

  @Column(optional(DataType.INTEGER))
  declare pictureBand4: CreationOptional<number | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
