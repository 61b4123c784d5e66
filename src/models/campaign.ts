import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { defaulted, identity, optional, owner, required, tomanColumn } from './columns.js';
import { table } from './table-options.js';

/** What people get who register by a campaign, as the column has it and the API shows it. */
export type CampaignBonus =
  | { readonly kind: 'balance'; readonly amount_toman: number }
  | {
      readonly kind: 'subscription';
      readonly days: number;
      /** 0: unlimited. */
      readonly traffic_gb: number;
      readonly device_limit: number;
      /** None: those of the bot's trial. */
      readonly squads: readonly string[];
    }
  | {
      readonly kind: 'discount';
      /** One of the two is null. */
      readonly percent: number | null;
      readonly amount_toman: number | null;
      readonly valid_days: number;
      readonly applies_to: 'any' | 'purchase' | 'renewal';
      /** Null: all plans. */
      readonly plan_ids: readonly string[] | null;
    };

/** An advertising link of a bot. */
@Table(table('campaigns'))
export class Campaign extends Model<InferAttributes<Campaign>, InferCreationAttributes<Campaign>> {
  @Column(identity)
  declare id: CreationOptional<string>;

  @Column(owner)
  declare botId: CreationOptional<string>;

  @Column(required(DataType.TEXT))
  declare startParameter: string;

  @Column(required(DataType.TEXT))
  declare name: string;

  @Column(defaulted(DataType.BOOLEAN, true))
  declare isActive: CreationOptional<boolean>;

  @Column(optional(DataType.DATE))
  declare activeFrom: CreationOptional<Date | null>;

  @Column(optional(DataType.DATE))
  declare activeUntil: CreationOptional<Date | null>;

  @Column(tomanColumn('costToman', { allowNull: true }))
  declare costToman: CreationOptional<number | null>;

  @Column(optional(DataType.JSONB))
  declare bonus: CreationOptional<CampaignBonus | null>;

  @Column(optional(DataType.DATE))
  declare deletedAt: CreationOptional<Date | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
