import type { Vault } from '#platform/secrets.js';
import { operator } from '#services/access/actor.js';
import { changeFeatureIn } from '#services/features/change-feature.js';
import { listFeatures } from '#services/features/list-features.js';
import { changeSettingsIn } from '#services/settings/change-settings.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** What the demo bots give for bringing people. */
const demoReferrals = {
  // Whoever tries the sandbox comes to the shop without one more question.
  referral_code_asked: false,
  referral_levels: [{ from: 3, percent: 30 }],
  referral_invite_text: {
    fa: 'من با این ربات راحت وصل می‌شوم. با لینک من بیا و با اولین واریزت {bonus} هدیه بگیر.',
    en: 'This bot keeps me connected. Come by my link and get {bonus} with your first top-up.',
    ru: 'Этот бот всегда на связи. Заходи по моей ссылке: за первое пополнение дают {bonus}.',
  },
};

/** Switches the referral programme of a demo bot on. Who switches it off later keeps it off. */
export async function addReferrals(tenant: Tenant, tx: Tx, vault: Vault): Promise<boolean> {
  const features = await listFeatures(tenant, tx);
  if (features.referral_program.isSet) return false;
  const changes = Object.entries(demoReferrals).map(([key, put]) => ({ key, put }));
  await changeSettingsIn(tenant, tx, changes, { actor: operator, vault });
  await changeFeatureIn(tenant, tx, { key: 'referral_program', change: { enabled: true } }, operator);
  return true;
}
