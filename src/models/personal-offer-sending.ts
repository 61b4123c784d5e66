import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required } from './columns.js';
import { table } from './table-options.js';

/** A template of an offer on its way to one person or to many. */
@Table(table('personal_offer_sendings'))
export class PersonalOfferSending extends Model<
  InferAttributes<PersonalOfferSending>,
  InferCreationAttributes<PersonalOfferSending>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare templateId: string;

  @Column(required(DataType.TEXT))
  declare kind: 'discount' | 'test_access';

  /** `OfferTerms` of services/personal-offers. */
  @Column(required(DataType.JSONB))
  declare terms: Readonly<Record<string, unknown>>;

  @Column(required(DataType.TEXT))
  declare audience: string;

  @Column(optional(DataType.BIGINT))
  declare userId: CreationOptional<string | null>;

  @Column(optional(DataType.BIGINT))
  declare groupId: CreationOptional<string | null>;

  @Column(defaulted(DataType.TEXT, 'running'))
  declare state: CreationOptional<'running' | 'done' | 'stopped'>;

  @Column(defaulted(DataType.BIGINT, '0'))
  declare afterUserId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare untilUserId: string;

  @Column(required(DataType.INTEGER))
  declare peopleCount: number;

  @Column(defaulted(DataType.INTEGER, 0))
  declare lookedCount: CreationOptional<number>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare sentCount: CreationOptional<number>;

  @Column(optional(DataType.DATE))
  declare endedAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
