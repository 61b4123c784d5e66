import type { InferAttributes, InferCreationAttributes, CreationOptional } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { ownerKey, required } from '#models/columns.js';
import { table } from '#models/table-options.js';

/** A notice that was decided and is not decided again until then. */
@Table(table('notice_marks', { timestamps: false }))
export class NoticeMark extends Model<InferAttributes<NoticeMark>, InferCreationAttributes<NoticeMark>> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ ...required(DataType.TEXT), primaryKey: true })
  declare kind: string;

  @Column({ ...required(DataType.TEXT), primaryKey: true })
  declare about: string;

  @Column(required(DataType.DATE))
  declare until: Date;
}
