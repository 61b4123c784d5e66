import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, optional, ownerKey, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A button of the main menu as the admins placed it. */
@Table(table('menu_buttons'))
export class MenuButtonRow extends Model<
  InferAttributes<MenuButtonRow>,
  InferCreationAttributes<MenuButtonRow>
> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ ...required(DataType.INTEGER), primaryKey: true })
  declare position: number;

  @Column(required(DataType.TEXT))
  declare kind: string;

  @Column(optional(DataType.TEXT))
  declare action: CreationOptional<string | null>;

  @Column(optional(DataType.TEXT))
  declare url: CreationOptional<string | null>;

  @Column(defaulted(DataType.JSONB, {}))
  declare labels: CreationOptional<Readonly<Record<string, string>>>;

  @Column(defaulted(DataType.TEXT, 'everybody'))
  declare audience: CreationOptional<string>;

  @Column(defaulted(DataType.BOOLEAN, true))
  declare isShown: CreationOptional<boolean>;

  @Column(defaulted(DataType.BOOLEAN, false))
  declare isWide: CreationOptional<boolean>;

  @Column(optional(DataType.DATE))
  declare refusedAt: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare refusal: CreationOptional<string | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
