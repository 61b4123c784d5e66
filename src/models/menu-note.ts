import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import type { Language } from '#platform/language.js';
import { defaulted, identity, optional, owner, required } from './columns.js';
import { table } from './table-options.js';

/** A short text that stands in the main menu now and then. */
@Table(table('menu_notes'))
export class MenuNote extends Model<InferAttributes<MenuNote>, InferCreationAttributes<MenuNote>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(optional(DataType.TEXT))
  declare language: CreationOptional<Language | null>;

  @Column(required(DataType.TEXT))
  declare body: string;

  @Column(defaulted(DataType.BOOLEAN, true))
  declare isShown: CreationOptional<boolean>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
