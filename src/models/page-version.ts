import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, optional, owner, required } from './columns.js';
import type { WordsByLanguage } from './personal-offer-template.js';
import { table } from './table-options.js';

/** A text of a bot as it was from one change to the next. */
@Table(table('page_versions'))
export class PageVersion extends Model<InferAttributes<PageVersion>, InferCreationAttributes<PageVersion>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare kind: 'privacy_policy' | 'public_offer' | 'rules' | 'welcome';

  @Column(required(DataType.INTEGER))
  declare number: number;

  @Column(required(DataType.JSONB))
  declare texts: WordsByLanguage;

  @Column(optional(DataType.TEXT))
  declare actorKind: CreationOptional<'master' | 'person' | 'system' | 'token' | null>;

  @Column(optional(DataType.TEXT))
  declare actorId: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare actorName: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
