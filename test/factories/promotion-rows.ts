import type { Model } from 'sequelize-typescript';
import { CampaignPerson } from '#models/campaign-person.js';
import { Campaign } from '#models/campaign.js';
import { PromoCodeBatch } from '#models/promo-code-batch.js';
import { PromoCodeUse } from '#models/promo-code-use.js';
import { PromoCode } from '#models/promo-code.js';
import { PromotionDelivery } from '../support/models/promotion-delivery.js';
import { uniqueNumber } from './unique.js';

/** Whose rows they are, and what is recognized in them. */
interface Marked {
  readonly mark: string;
  readonly amount: number;
  readonly userId: string;
  readonly subscriptionId: string;
  readonly givenAt: Date;
}

/** A row of each table of promo codes and campaigns, in the open scope. */
export async function promotionRows({
  mark,
  amount,
  userId,
  subscriptionId,
  givenAt,
}: Marked): Promise<Model[]> {
  const campaign = await Campaign.create({
    startParameter: `ad-${uniqueNumber()}`,
    name: mark,
    costToman: amount,
  });
  const batch = await PromoCodeBatch.create({ name: mark, size: 1 });
  const written = { code: `CODE-${String(uniqueNumber())}`, codeKey: `C0DE${String(uniqueNumber())}` };
  const code = await PromoCode.create({
    ...written,
    kind: 'balance',
    amountToman: amount,
    batchId: batch.id,
  });
  return [
    batch,
    code,
    await PromoCodeUse.create({ codeId: code.id, userId }),
    campaign,
    await CampaignPerson.create({ campaignId: campaign.id, userId }),
    await PromotionDelivery.create({
      ...{ userId, subscriptionId, campaignId: campaign.id, after: { mark } },
      ...{ soldGb: 1, givenAt, panelRevision: '1' },
    }),
  ];
}
