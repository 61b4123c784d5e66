import { BotPlan } from '#models/bot-plan.js';
import { pause } from '#platform/clock.js';
import { operator } from '#services/access/actor.js';
import { addCard } from '#services/cards/add-card.js';
import { changeFeatureIn } from '#services/features/change-feature.js';
import type { Vault } from '#platform/secrets.js';
import { listPlanIds } from '#services/plans/sort-plans.js';
import { changeSettingsIn } from '#services/settings/change-settings.js';
import { listSettings } from '#services/settings/list-settings.js';
import { asFleet, tenantOf, type Tenant, type Tx } from '#tenancy/scope.js';
import { addDemoCampaign } from './demo-campaign.js';
import { demoReview } from './demo-cast.js';
import { demoGateways } from './demo-gateways.js';
import { addDemoGroups } from './demo-groups.js';
import { addDemoPages } from './demo-pages.js';
import { addDemoOffers } from './demo-offers.js';
import { addDemoMenu } from './demo-menu.js';
import { usualSquads } from './panel.js';
import { addDemoPartner } from './demo-partner.js';
import { addPromoCodes } from './demo-promo-codes.js';
import { addDemoGift } from './demo-gift.js';
import { addReferrals } from './demo-referrals.js';
import { showServers } from './demo-servers.js';
import { addDemoTicket } from './demo-ticket.js';
import { runScript, type OpenFleet } from '../open-fleet.js';

/*
 * Gives every bot of the sandbox a few plans to buy, groups of people who pay less, accounts at payment gateways, a bank card and an advertising link, unless it has some. `npm start` runs it when the
 * fleet is ready; the master bot may be made a moment later.
 */

const plans = [
  // It has one server, so that others can be tried with it.
  {
    ...{
      name: '🌱 ۳۰ روز · ۵۰ گیگ',
      periodDays: 30,
      priceToman: 120_000,
      trafficLimitGb: 50,
      deviceLimit: 1,
    },
    squads: usualSquads.slice(0, 1).map(({ uuid }) => uuid),
  },
  { name: '🌿 ۳۰ روز · نامحدود', periodDays: 30, priceToman: 250_000, trafficLimitGb: 0, deviceLimit: 2 },
  { name: '🌳 ۹۰ روز · نامحدود', periodDays: 90, priceToman: 650_000, trafficLimitGb: 0, deviceLimit: 3 },
];

const patienceMs = 15_000;

async function equip(fleet: OpenFleet): Promise<string> {
  let given = 0;
  const bots = await findBots();
  const lastDemo = bots.filter(({ is_master }) => !is_master).at(-1)?.id;
  for (const { id: botId } of bots) {
    const tenant = tenantOf(botId);
    const cryptobotToken = await openCryptobotApp(fleet, botId);
    if (botId === lastDemo) await openGatewayAccounts(fleet, botId);
    await tenant.db(async (tx) => {
      const isNew = [
        await addPlans(tenant, tx),
        await addDemoGroups(tenant, tx),
        await addZarinpal(tenant, tx),
        await addCryptobot(tenant, tx, { token: cryptobotToken, vault: fleet.vault }),
        await addBankCard(tenant, tx, fleet.vault),
        await addDemoOffers(),
        await addDemoPages(tenant, tx, fleet.vault),
        await addDemoPartner(tenant, tx, fleet.vault),
        await addDemoTicket(tenant, tx),
        await addDemoCampaign(),
        await addPromoCodes(tenant, tx),
        await addDemoMenu(tenant, tx, fleet.vault),
        await addDemoGift(tenant, tx),
        await addReferrals(tenant, tx, fleet.vault),
        await showServers(tenant, tx),
        botId === lastDemo && (await addGateways(tenant, tx, fleet.vault)),
      ].includes(true);
      if (isNew) given += 1;
    });
  }
  return given > 0 ? `${given} bots can sell and be paid now.` : 'The bots can sell and be paid already.';
}

async function addPlans(tenant: Tenant, tx: Tx): Promise<boolean> {
  if ((await listPlanIds(tenant, tx)).length > 0) return false;
  for (const [at, plan] of plans.entries()) await BotPlan.create({ ...plan, sortOrder: at + 1 });
  return true;
}

/** A merchant id is any, as in the real sandbox. Who switches the method off later keeps it off. */
async function addZarinpal(tenant: Tenant, tx: Tx): Promise<boolean> {
  const merchantId = `7a617269-6e70-4a6c-8000-${tenant.botId.padStart(12, '0')}`;
  const [row] = await tx.sql(
    `update bots set zarinpal_enabled = true, zarinpal_merchant_id = $2
      where id = $1 and zarinpal_merchant_id is null returning id`,
    [tenant.botId, merchantId],
  );
  if (!row) return false;
  await changeFeatureIn(tenant, tx, { key: 'zarinpal', change: { enabled: true } }, operator);
  return true;
}

/** Makes an app for a bot in the CryptoBot of the sandbox, whose webhook leads to the fleet; its token is always the same. */
async function openCryptobotApp({ env }: OpenFleet, botId: string): Promise<string> {
  const token = `${70_000 + Number(botId)}:AA${'demo'.repeat(8)}`;
  const { publicUrl, gatewayRoots } = env;
  const webhook = publicUrl === undefined ? null : `${publicUrl}/payments/cryptobot/${botId}`;
  const response = await fetch(`${gatewayRoots.cryptobot ?? ''}/app`, {
    method: 'POST',
    body: JSON.stringify({ token, webhook_url: webhook }),
  });
  if (!response.ok) throw new Error(`the sandbox's CryptoBot makes no app: ${response.status}`);
  return token;
}

/** Dollars at a round rate. */
async function addCryptobot(
  tenant: Tenant,
  tx: Tx,
  { token, vault }: { readonly token: string; readonly vault: Vault },
): Promise<boolean> {
  const settings = await listSettings(tenant, tx);
  if (settings.some(({ key, value }) => key === 'cryptobot_api_token' && value !== null)) return false;
  const changes = [
    { key: 'cryptobot_api_token', put: token },
    { key: 'rate_toman_per_usd', put: 100_000 },
  ];
  await changeSettingsIn(tenant, tx, changes, { actor: operator, vault });
  // Below Zarinpal: most people of the sandbox read Persian.
  const change = { enabled: true, config: { sort_order: 1 } };
  await changeFeatureIn(tenant, tx, { key: 'cryptobot', change }, operator);
  return true;
}

/** Opens the accounts of a bot at the other stand-ins; what they tell comes to it. */
async function openGatewayAccounts({ env }: OpenFleet, botId: string): Promise<void> {
  for (const [name, { open }] of Object.entries(demoGateways)) {
    if (!open) continue;
    const url = env.publicUrl === undefined ? null : `${env.publicUrl}/payments/${name}/${botId}`;
    const address = `${env.gatewayRoots[name] ?? ''}${open.path}`;
    const response = await fetch(address, { method: 'POST', body: JSON.stringify(open.body(url)) });
    if (!response.ok) throw new Error(`the sandbox's ${name} opens no account: ${response.status}`);
  }
}

/** Every other gateway, in roubles and dollars at round rates. Who switches one off later keeps it off. */
async function addGateways(tenant: Tenant, tx: Tx, vault: Vault): Promise<boolean> {
  const settings = await listSettings(tenant, tx);
  const isSet = (wanted: string) => settings.some(({ key, value }) => key === wanted && value !== null);
  if (isSet('yookassa_shop_id')) return false;
  const changes = Object.values(demoGateways).flatMap(({ settings: own }) =>
    Object.entries(own).map(([key, put]) => ({ key, put })),
  );
  await changeSettingsIn(tenant, tx, [{ key: 'rate_toman_per_rub', put: 1_000 }, ...changes], {
    actor: operator,
    vault,
  });
  for (const [key, { config }] of Object.entries(demoGateways))
    await changeFeatureIn(tenant, tx, { key, change: { enabled: true, config } }, operator);
  return true;
}

/** A card of a known bank that nobody has: its number is made up. */
async function addBankCard(tenant: Tenant, tx: Tx, vault: Vault): Promise<boolean> {
  const [bot] = await tx.sql(
    `update bots set card_to_card_enabled = true where id = $1 and not card_to_card_enabled returning id`,
    [tenant.botId],
  );
  const [card] = await tx.sql('select 1 from tenant_payment_cards where bot_id = $1 limit 1', [tenant.botId]);
  if (!bot || card) return false;
  await addReviewer(tenant, tx);
  await addCard(tenant, tx, { vault, number: '6037990000000014', holderName: 'مریم کریمی' });
  const change = { enabled: true, config: { sort_order: 2 } };
  await changeFeatureIn(tenant, tx, { key: 'card_to_card', change }, operator);
  return true;
}

/** Receipts come to the admins' group, where Arman decides; who set a chat keeps it. */
async function addReviewer({ botId }: Tenant, tx: Tx): Promise<void> {
  await tx.sql('update bots set admin_chat_id = coalesce(admin_chat_id, $2::bigint) where id = $1', [
    botId,
    demoReview.chatId,
  ]);
  await tx.sql(
    `insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, 'owner') on conflict do nothing`,
    [botId, demoReview.adminId],
  );
}

interface Found {
  readonly id: string;
  readonly is_master: boolean;
}

/** All bots, once the master is among them. */
async function findBots(): Promise<readonly Found[]> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const rows = await asFleet('list the bots', (tx) =>
      tx.sql<Found>('select id::text, is_master from bots order by bots.id'),
    );
    if (rows.some(({ is_master }) => is_master) || performance.now() > until) return rows;
    await pause(200);
  }
}

await runScript('equip-demo-bots', equip);
