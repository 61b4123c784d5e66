import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { identity, optional, owner, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A named token of a bot for the admin API. */
@Table(table('api_tokens'))
export class ApiToken extends Model<InferAttributes<ApiToken>, InferCreationAttributes<ApiToken>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare name: string;

  @Column(required(DataType.TEXT))
  declare tokenHash: string;

  @Column(required(DataType.TEXT))
  declare scope: 'read' | 'write';

  @Column(optional(DataType.DATE))
  declare expiresAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare lastUsedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare revokedAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
