import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { BelongsTo, Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';
import { TenantPaymentCard } from './tenant-payment-card.js';
import { User } from './user.js';

/** A payment from card to card, settled when an admin approves its receipt. */
@Table(table('card_to_card_payments'))
export class CardToCardPayment extends Model<
  InferAttributes<CardToCardPayment>,
  InferCreationAttributes<CardToCardPayment>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @BelongsTo(() => User, 'userId')
  declare user: NonAttribute<User | null>;

  @Column(optional(DataType.BIGINT))
  declare transactionId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare cardId: CreationOptional<string | null>;

  @BelongsTo(() => TenantPaymentCard, 'cardId')
  declare card: NonAttribute<TenantPaymentCard | null>;

  @Column(tomanColumn('amountToman'))
  declare amountToman: number;

  @Column(required(DataType.TEXT))
  declare trackingNumber: string;

  @Column(optional(DataType.TEXT))
  declare receiptType: CreationOptional<'image' | 'text' | 'both' | null>;

  @Column(optional(DataType.TEXT))
  declare receiptText: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare receiptImageFileId: CreationOptional<string | null>;

  @Column(defaulted(DataType.TEXT, 'pending'))
  declare status: CreationOptional<'pending' | 'approved' | 'rejected' | 'cancelled' | 'expired'>;

  @Column(optional(DataType.JSONB))
  declare purchase: CreationOptional<Record<string, unknown> | null>;

  @Column(optional(DataType.BIGINT))
  declare adminReviewedBy: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare adminReviewedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare adminNotes: CreationOptional<string | null>;

  @Column(tomanColumn('extraToman', { defaultValue: 0 }))
  declare extraToman: CreationOptional<number>;

  @Column(optional(DataType.DATE))
  declare submittedAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare tries: CreationOptional<number>;

  @Column(optional(DataType.TEXT))
  declare rejectReason: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare bankReference: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare messageId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare creditedToman: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare problem: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare note: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare paidAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare refundedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.BIGINT))
  declare refundTransactionId: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare expiresAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare warnedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare checkAt: CreationOptional<Date | null>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare checks: CreationOptional<number>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
