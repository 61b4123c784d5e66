import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required } from './columns.js';
import { table } from './table-options.js';

/** An offer that was made to a person, and what became of it. */
@Table(table('personal_offers'))
export class PersonalOffer extends Model<
  InferAttributes<PersonalOffer>,
  InferCreationAttributes<PersonalOffer>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @Column(required(DataType.TEXT))
  declare kind: 'discount' | 'test_access';

  @Column(required(DataType.BIGINT))
  declare sendingId: string;

  @Column(required(DataType.DATE))
  declare sentAt: Date;

  @Column(required(DataType.DATE))
  declare openUntil: Date;

  @Column(optional(DataType.DATE))
  declare takenAt: CreationOptional<Date | null>;

  @Column(optional(DataType.BIGINT))
  declare discountId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare subscriptionId: CreationOptional<string | null>;

  @Column(defaulted(DataType.ARRAY(DataType.UUID), []))
  declare squads: CreationOptional<string[]>;

  @Column(optional(DataType.DATE))
  declare accessUntil: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare dueAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare endedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare endReason: CreationOptional<'erased' | 'over' | 'revoked' | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
