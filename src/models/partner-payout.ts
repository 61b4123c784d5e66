import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/** A partner asks for money of the balance. */
@Table(table('partner_payouts'))
export class PartnerPayout extends Model<
  InferAttributes<PartnerPayout>,
  InferCreationAttributes<PartnerPayout>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @Column(tomanColumn('amountToman'))
  declare amountToman: number;

  @Column(defaulted(DataType.TEXT, 'requested'))
  declare state: CreationOptional<'approved' | 'cancelled' | 'paid' | 'rejected' | 'requested'>;

  @Column(optional(DataType.TEXT))
  declare requisitesSealed: CreationOptional<string | null>;

  @Column(required(DataType.TEXT))
  declare requisitesTail: string;

  @Column(optional(DataType.TEXT))
  declare rejectReason: CreationOptional<'refunds' | 'requisites' | 'rules' | null>;

  @Column(optional(DataType.TEXT))
  declare words: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare decidedBy: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare decidedByName: CreationOptional<string | null>;

  @Column(optional(DataType.DATE))
  declare approvedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare shownAt: CreationOptional<Date | null>;

  @Column(optional(DataType.BIGINT))
  declare shownBy: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare shownByName: CreationOptional<string | null>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare showings: CreationOptional<number>;

  @Column(defaulted(DataType.ARRAY(DataType.BIGINT), []))
  declare shownTo: CreationOptional<string[]>;

  @Column(optional(DataType.DATE))
  declare closedAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
