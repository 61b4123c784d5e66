import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, owner, required } from './columns.js';
import type { WordsByLanguage } from './personal-offer-template.js';
import { table } from './table-options.js';

/** A question that people ask often, with its answer. */
@Table(table('faq_entries'))
export class FaqEntry extends Model<InferAttributes<FaqEntry>, InferCreationAttributes<FaqEntry>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.JSONB))
  declare title: WordsByLanguage;

  @Column(required(DataType.JSONB))
  declare answer: WordsByLanguage;

  @Column(required(DataType.INTEGER))
  declare position: number;

  @Column(defaulted(DataType.BOOLEAN, true))
  declare isShown: CreationOptional<boolean>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
