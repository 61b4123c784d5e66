import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, owner, required } from './columns.js';
import { table } from './table-options.js';
import type { Language } from '#platform/language.js';
/** An answer that staff keep ready. */
@Table(table('canned_answers'))
export class CannedAnswer extends Model<
  InferAttributes<CannedAnswer>,
  InferCreationAttributes<CannedAnswer>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare word: string;

  @Column(required(DataType.TEXT))
  declare title: string;

  @Column(required(DataType.JSONB))
  declare texts: Partial<Record<Language, string>>;

  @Column(defaulted(DataType.INTEGER, 0))
  declare position: CreationOptional<number>;

  @Column(defaulted(DataType.BOOLEAN, true))
  declare isShown: CreationOptional<boolean>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
