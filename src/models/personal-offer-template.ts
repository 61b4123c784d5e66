import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import type { Language } from '#platform/language.js';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/** Words by language; a bot need not have all. */
export type WordsByLanguage = Readonly<Partial<Record<Language, string>>>;

/** An offer as a bot makes it to people. */
@Table(table('personal_offer_templates'))
export class PersonalOfferTemplate extends Model<
  InferAttributes<PersonalOfferTemplate>,
  InferCreationAttributes<PersonalOfferTemplate>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare kind: 'discount' | 'test_access';

  @Column(required(DataType.JSONB))
  declare title: WordsByLanguage;

  @Column(required(DataType.JSONB))
  declare words: WordsByLanguage;

  @Column(required(DataType.JSONB))
  declare button: WordsByLanguage;

  @Column(required(DataType.INTEGER))
  declare openHours: number;

  @Column(required(DataType.INTEGER))
  declare holdsHours: number;

  @Column(optional(DataType.INTEGER))
  declare percent: CreationOptional<number | null>;

  @Column(tomanColumn('amountToman', { allowNull: true }))
  declare amountToman: CreationOptional<number | null>;

  @Column(defaulted(DataType.TEXT, 'any'))
  declare appliesTo: CreationOptional<'any' | 'purchase' | 'renewal'>;

  @Column(optional(DataType.ARRAY(DataType.BIGINT)))
  declare planIds: CreationOptional<string[] | null>;

  @Column(defaulted(DataType.ARRAY(DataType.UUID), []))
  declare squads: CreationOptional<string[]>;

  @Column(optional(DataType.DATE))
  declare archivedAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
