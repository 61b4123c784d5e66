import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required } from './columns.js';
import { table } from './table-options.js';

/** That a person accepted a version of the rules or of the privacy policy. */
@Table(table('page_acceptances'))
export class PageAcceptance extends Model<
  InferAttributes<PageAcceptance>,
  InferCreationAttributes<PageAcceptance>
> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.BIGINT))
  declare userId: string;

  @Column(required(DataType.TEXT))
  declare kind: 'privacy_policy' | 'rules';

  @Column(optional(DataType.INTEGER))
  declare version: CreationOptional<number | null>;

  @Column(defaulted(DataType.DATE, DataType.NOW))
  declare acceptedAt: CreationOptional<Date>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
