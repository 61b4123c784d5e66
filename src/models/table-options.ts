import 'reflect-metadata';
import type { TableOptions } from 'sequelize-typescript';

/** Snake-case columns and plain names; `created_at` and `updated_at` are kept by Sequelize. */
export function table(tableName: string, options: TableOptions = {}): TableOptions {
  return { tableName, underscored: true, timestamps: true, ...options };
}
