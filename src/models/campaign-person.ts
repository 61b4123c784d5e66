import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { Column, DataType, Model, Table } from 'sequelize-typescript';
import type { CampaignBonus } from './campaign.js';
import { defaulted, optional, ownerKey, required } from './columns.js';
import { table } from './table-options.js';

/** Why somebody who registered by a campaign did not get its bonus. */
export type BonusRefusal =
  /** They are not in a channel that is for trials; they get it once they are. */
  | 'channel'
  /** It gave none then: switched off, not begun, over, deleted, or the feature was off. */
  | 'ended'
  /** They have or had a subscription or a trial. */
  | 'not_new'
  /** The bot may sell none of its servers. */
  | 'not_sellable'
  /** The panel refused to set it up. */
  | 'panel'
  /** The traffic has no price for the tenant, who pays for what it gives. */
  | 'unpriced'
  /** The tenant's wallet is too low. */
  | 'wallet';

/** A person who opened the link of a campaign. */
@Table(table('campaign_people'))
export class CampaignPerson extends Model<
  InferAttributes<CampaignPerson>,
  InferCreationAttributes<CampaignPerson>
> {
  @Column(ownerKey)
  declare botId: CreationOptional<string>;

  @Column({ ...required(DataType.BIGINT), primaryKey: true })
  declare campaignId: string;

  @Column({ ...required(DataType.BIGINT), primaryKey: true })
  declare userId: string;

  @Column(defaulted(DataType.INTEGER, 1))
  declare visits: CreationOptional<number>;

  /** When they last opened it; `createdAt`: first. */
  @Column(defaulted(DataType.DATE, DataType.NOW))
  declare visitedAt: CreationOptional<Date>;

  @Column(optional(DataType.DATE))
  declare registeredAt: CreationOptional<Date | null>;

  @Column(optional(DataType.TEXT))
  declare bonusKind: CreationOptional<CampaignBonus['kind'] | null>;

  @Column(optional(DataType.TEXT))
  declare bonusRefusal: CreationOptional<BonusRefusal | null>;

  declare createdAt: CreationOptional<Date>;

  declare updatedAt: CreationOptional<Date>;
}
