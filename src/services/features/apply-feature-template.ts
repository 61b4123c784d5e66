import type { Tx } from '#tenancy/scope.js';
import type { Actor } from '../access/actor.js';
import { featureKeys, type KnownFeatureKey } from './catalog.js';

const selling: readonly KnownFeatureKey[] = [
  'auto_renewal',
  'card_to_card',
  'monitoring',
  'support_contact',
  'trial_subscription',
  'zarinpal',
];

/**
 * What is on in a new bot, by the name of the template. `card_to_card` and `zarinpal` begin to work when the bot's own
 * columns are on as well; ways of paying that need credentials are left to the tenant. Planned ones are left out.
 */
export const featureTemplates = {
  complete: [
    ...selling,
    'campaigns',
    'gifts',
    'polls',
    'promo_codes',
    'referral_program',
    'simple_purchase',
    'support_tickets',
  ],
  minimal: ['monitoring', 'support_contact'],
  standard: [...selling, 'campaigns', 'gifts', 'promo_codes', 'support_tickets'],
} as const satisfies Record<string, readonly KnownFeatureKey[]>;

export type FeatureTemplate = keyof typeof featureTemplates;

const write = `
  with written as (
    insert into bot_feature_flags (bot_id, feature_key, enabled)
    select $1, key, key = any($3::text[]) from unnest($2::text[]) as key
    on conflict (bot_id, feature_key) do nothing
    returning feature_key, enabled, config
  )
  insert into bot_setting_changes (bot_id, kind, key, value_after, actor_kind, actor_id, actor_name)
  select $1, 'feature', feature_key, jsonb_build_object('enabled', enabled, 'config', config), $4, $5, $6
  from written`;

/**
 * Sets every flag of a new bot by a template, in the transaction that makes it (a fleet scope); what is set already
 * stays.
 */
export async function applyFeatureTemplate(
  tx: Tx,
  {
    botId,
    template,
    actor,
  }: { readonly botId: string; readonly template: FeatureTemplate; readonly actor: Actor },
): Promise<void> {
  const { kind, id, name } = actor;
  await tx.sql(write, [botId, featureKeys, featureTemplates[template], kind, id, name]);
}
