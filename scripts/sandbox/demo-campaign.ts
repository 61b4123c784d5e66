import { Campaign } from '#models/campaign.js';

const spring = {
  startParameter: 'spring',
  name: 'کمپین بهار',
  costToman: 500_000,
  bonus: { kind: 'balance', amount_toman: 30_000 },
} as const;

/** Gives a bot an advertising link with a bonus, `?start=spring`, in the open transaction. False: it has it already. */
export async function addDemoCampaign(): Promise<boolean> {
  const { startParameter } = spring;
  if (await Campaign.findOne({ where: { startParameter } })) return false;
  await Campaign.create(spring);
  return true;
}
