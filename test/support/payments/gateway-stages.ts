import type { GatewayName } from '#gateways/registry.js';
import type { Payment } from '#services/payments/payment.js';
import {
  openGatewaySandbox,
  type GatewayControl,
} from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { BotDriver, DrivenBot } from '../bot/drive-bot.js';
import type { Customer } from '../bot/customer.js';
import { ownerQuery } from '../database.js';
import {
  startBridgeExample,
  type BridgeExample,
  type BridgeExampleOptions,
} from '../processes/bridge-example.js';

/** A gateway as the contract suite plays it; the outside world is a stand-in over HTTP. */
export interface GatewayStage {
  /** Variables of the fleet that lead to it. */
  readonly variables: Readonly<Record<string, string>>;
  /** Gives a bot an account there, and switches the method on. */
  setUp(driver: BotDriver, bot: DrivenBot): Promise<void>;
  /** The payer pays where the link leads; the gateway's callback, where it has one, comes to the sink. */
  pay(driver: BotDriver, payer: Customer, payment: Payment): Promise<void>;
  /** Where the stand-in is one of the sandbox: what goes wrong there, and its payments. */
  readonly control?: GatewayControl;
  close(): Promise<void>;
}

/** How to open each; a gateway without a stage does not compile. */
export type GatewayStages = Readonly<Record<GatewayName, () => Promise<GatewayStage>>>;

const merchantId = '0b1c2d3e-1111-2222-3333-444455556666';

async function ofSandbox(
  name: string,
  setUp: (driver: BotDriver, bot: DrivenBot, control: GatewayControl) => Promise<void>,
): Promise<GatewayStage> {
  const sandbox = await openGatewaySandbox();
  return {
    control: sandbox.control,
    variables: sandbox.variables(),
    setUp: (driver, bot) => setUp(driver, bot, sandbox.control),
    pay: async (_driver, _payer, payment) => {
      await sandbox.control.press(name, payment.externalId ?? '', 'pay');
    },
    close: () => sandbox.close(),
  };
}

/** The example of docs/bridge.md, or another bridge made of its text. */
export async function openBridgeStage(
  options: BridgeExampleOptions = {},
): Promise<GatewayStage & { readonly example: BridgeExample }> {
  const example = await startBridgeExample(options);
  return {
    example,
    variables: { ALLOW_PRIVATE_ADDRESSES: 'true' },
    setUp: async (_driver, bot) => {
      await bot.configure({ bridge_url: example.url });
      await bot.keepSecret('bridge_secret', example.secret);
      await bot.switchOn('bridge');
    },
    pay: async (_driver, _payer, payment) => {
      await example.press(payment.url ?? '', 'pay', payment.amountToman);
    },
    close: () => example.stop(),
  };
}

export const gatewayStages: GatewayStages = {
  abangateway: () =>
    ofSandbox('abangateway', async (_driver, bot, { abangateway }) => {
      const webhookSecret = `whs_of_bot_${bot.botId}`;
      const { liveKey } =
        [...abangateway.shops.values()].find((one) => one.webhookSecret === webhookSecret) ??
        abangateway.addShop({ webhookSecret });
      await bot.keepSecret('abangateway_api_key', liveKey);
      await bot.keepSecret('abangateway_webhook_secret', webhookSecret);
      await bot.switchOn('abangateway');
    }),
  aqayepardakht: () =>
    ofSandbox('aqayepardakht', async (_driver, bot, { aqayepardakht }) => {
      const { pin } = aqayepardakht.addGateway({ pin: `pin-of-bot-${bot.botId}` });
      await bot.keepSecret('aqayepardakht_pin', pin);
      await bot.switchOn('aqayepardakht');
    }),
  bridge: () => openBridgeStage(),
  cryptobot: () =>
    ofSandbox('cryptobot', async ({ env }, bot, { cryptobot }) => {
      const webhookUrl = `${env.publicUrl ?? ''}/payments/cryptobot/${bot.botId}`;
      const { token } =
        [...cryptobot.apps.values()].find((app) => app.webhookUrl === webhookUrl) ??
        cryptobot.addApp({ webhookUrl });
      await bot.configure({ rate_toman_per_usd: 100_000 });
      await bot.keepSecret('cryptobot_api_token', token);
      await bot.switchOn('cryptobot');
    }),
  heleket: () =>
    ofSandbox('heleket', async (_driver, bot, { heleket }) => {
      const { id, apiKey } = heleket.addMerchant();
      await bot.configure({ rate_toman_per_usd: 100_000, heleket_merchant_id: id });
      await bot.keepSecret('heleket_api_key', apiKey);
      await bot.switchOn('heleket');
    }),
  mulenpay: () =>
    ofSandbox('mulenpay', async ({ env }, bot, { mulenpay }) => {
      const callbackUrl = `${env.publicUrl ?? ''}/payments/mulenpay/${bot.botId}`;
      const { apiKey, secretKey, id } =
        [...mulenpay.shops.values()].find((shop) => shop.callbackUrl === callbackUrl) ??
        mulenpay.addShop({ callbackUrl });
      await bot.configure({ rate_toman_per_rub: 1_000, mulenpay_shop_id: String(id) });
      await bot.keepSecret('mulenpay_api_key', apiKey);
      await bot.keepSecret('mulenpay_secret_key', secretKey);
      await bot.switchOn('mulenpay');
    }),
  nowpayments: () =>
    ofSandbox('nowpayments', async (_driver, bot, { nowpayments }) => {
      const { apiKey, ipnSecret } = nowpayments.addStore();
      await bot.configure({ rate_toman_per_usd: 100_000 });
      await bot.keepSecret('nowpayments_api_key', apiKey);
      await bot.keepSecret('nowpayments_ipn_secret', ipnSecret);
      await bot.switchOn('nowpayments');
    }),
  pal24: () =>
    ofSandbox('pal24', async ({ env }, bot, { pal24 }) => {
      const resultUrl = `${env.publicUrl ?? ''}/payments/pal24/${bot.botId}`;
      const { token, id } =
        [...pal24.shops.values()].find((shop) => shop.resultUrl === resultUrl) ??
        pal24.addShop({ resultUrl });
      await bot.configure({ rate_toman_per_rub: 1_000, pal24_shop_id: id });
      await bot.keepSecret('pal24_api_token', token);
      await bot.switchOn('pal24');
    }),
  platega: () =>
    ofSandbox('platega', async ({ env }, bot, { platega }) => {
      const callbackUrl = `${env.publicUrl ?? ''}/payments/platega/${bot.botId}`;
      const { id, secret } =
        [...platega.merchants.values()].find((one) => one.callbackUrl === callbackUrl) ??
        platega.addMerchant({ callbackUrl });
      await bot.configure({ rate_toman_per_rub: 1_000, platega_merchant_id: id });
      await bot.keepSecret('platega_api_key', secret);
      await bot.switchOn('platega');
    }),
  telegram_stars: async () => ({
    variables: {},
    setUp: async (_driver, bot) => {
      await bot.configure({ rate_toman_per_star: 1_000 });
      await bot.switchOn('telegram_stars');
    },
    pay: async (driver, payer, payment) => {
      driver.telegram.payLink(payer.person, payment.url ?? '');
      // What Telegram asks before it takes the Stars is answered; that it took them waits to be fetched.
      await payer.bot.takeIn();
      await driver.settle();
    },
    close: () => Promise.resolve(),
  }),
  tribute: () =>
    ofSandbox('tribute', async ({ env }, bot, { tribute }) => {
      const webhookUrl = `${env.publicUrl ?? ''}/payments/tribute/${bot.botId}`;
      const { apiKey } =
        [...tribute.accounts.values()].find((account) => account.webhookUrl === webhookUrl) ??
        tribute.addAccount({ webhookUrl });
      await bot.configure({ rate_toman_per_rub: 1_000 });
      await bot.keepSecret('tribute_api_key', apiKey);
      await bot.switchOn('tribute');
    }),
  yookassa: () =>
    ofSandbox('yookassa', async ({ env }, bot, { yookassa }) => {
      const notificationUrl = `${env.publicUrl ?? ''}/payments/yookassa/${bot.botId}`;
      const shop =
        [...yookassa.shops.values()].find((one) => one.notificationUrl === notificationUrl) ??
        yookassa.addShop({ notificationUrl });
      await bot.configure({ rate_toman_per_rub: 1_000, yookassa_shop_id: shop.id });
      await bot.keepSecret('yookassa_secret_key', shop.secretKey);
      await bot.switchOn('yookassa');
    }),
  wata: () =>
    ofSandbox('wata', async ({ env }, bot, { wata }) => {
      const webhookUrl = `${env.publicUrl ?? ''}/payments/wata/${bot.botId}`;
      // Tests do not wait the half minute that it wants between questions.
      wata.manner.pollPauseMs = 0;
      const { token, publicId } =
        [...wata.terminals.values()].find((one) => one.webhookUrl === webhookUrl) ??
        wata.addTerminal({ webhookUrl });
      await bot.configure({ rate_toman_per_rub: 1_000, wata_terminal_id: publicId });
      await bot.keepSecret('wata_access_token', token);
      await bot.switchOn('wata');
    }),
  zarinpal: () =>
    ofSandbox('zarinpal', async (_driver, bot) => {
      await ownerQuery(
        'update bots set zarinpal_enabled = true, zarinpal_merchant_id = $2, zarinpal_sandbox = true where id = $1',
        [bot.botId, merchantId],
      );
      await bot.switchOn('zarinpal');
    }),
};
