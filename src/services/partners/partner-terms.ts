import type { Tenant, Tx } from '#tenancy/scope.js';
import { valuesOf } from '../settings/values.js';

/** On which terms a bot has partners. */
export interface PartnerTerms {
  /** May people ask to become one? */
  readonly areApplicationsOpen: boolean;
  /** What a partner earns who has no percentage of their own. */
  readonly percent: number;
  /** Days after which what is earned can be paid out, of a partner who has none of their own. */
  readonly holdDays: number;
  readonly minPayoutToman: number;
}

const keys = [
  'partner_applications',
  'partner_hold_days',
  'partner_min_payout_toman',
  'referral_commission_percent',
] as const;
const text = `
  select jsonb_object_agg(config_key, config_value) as configuration from bot_configurations
  where bot_id = $1 and config_key = any($2::text[])`;

/** The terms straight from PostgreSQL, in the open transaction: money is not decided by what a cache remembers. */
export async function readPartnerTerms({ botId }: Tenant, tx: Tx): Promise<PartnerTerms> {
  const [row] = await tx.sql<{ configuration: Readonly<Record<string, unknown>> | null }>(text, [
    botId,
    [...keys],
  ]);
  const values = valuesOf(botId, row?.configuration ?? {});
  return {
    areApplicationsOpen: values.partner_applications,
    percent: values.referral_commission_percent,
    holdDays: values.partner_hold_days,
    minPayoutToman: values.partner_min_payout_toman,
  };
}
