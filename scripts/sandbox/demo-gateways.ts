import type { GatewayName } from '#gateways/registry.js';

/** How a bot of the sandbox gets an account at a stand-in, and what it sets of it. */
export interface DemoGateway {
  /** Opens the account, so that what is told comes to the bot; a path of the stand-in, and what is sent there. */
  readonly open?: { readonly path: string; readonly body: (callbackUrl: string | null) => object };
  /** Settings of the bot. */
  readonly settings: Readonly<Record<string, number | string>>;
  readonly config: Readonly<Record<string, unknown>>;
}

const id = '7a617269-6e70-4a6c-8000-0000000000d0';
/** Of stand-ins only: nobody has these anywhere. */
const word = 'sandbox-demo-account';
const token = 'sandboxdemo';

/** The gateways that the last of the demo bots takes beside those of all, so that each can be tried on its page. */
export const demoGateways: Readonly<Partial<Record<GatewayName, DemoGateway>>> = {
  abangateway: {
    open: { path: '/shop', body: () => ({ api_key: `ag_live_${token}`, webhook_secret: word }) },
    settings: { abangateway_api_key: `ag_live_${token}`, abangateway_webhook_secret: word },
    config: { sort_order: 5 },
  },
  aqayepardakht: { settings: { aqayepardakht_pin: 'sandbox' }, config: { sort_order: 4 } },
  heleket: {
    open: { path: '/merchant', body: () => ({ id, api_key: word }) },
    settings: { heleket_merchant_id: id, heleket_api_key: word },
    config: { sort_order: 14 },
  },
  mulenpay: {
    open: {
      path: '/shop',
      body: (url) => ({ id: 42, api_key: word, secret_key: word, callback_url: url }),
    },
    settings: { mulenpay_shop_id: '42', mulenpay_api_key: word, mulenpay_secret_key: word },
    config: { sort_order: 16 },
  },
  nowpayments: {
    open: { path: '/store', body: () => ({ api_key: word, ipn_secret: word }) },
    settings: { nowpayments_api_key: word, nowpayments_ipn_secret: word },
    config: { sort_order: 15 },
  },
  pal24: {
    open: { path: '/shop', body: (url) => ({ id: token, token: word, result_url: url }) },
    settings: { pal24_shop_id: token, pal24_api_token: word },
    config: { sort_order: 17 },
  },
  platega: {
    open: { path: '/merchant', body: (url) => ({ id, secret: word, callback_url: url }) },
    settings: { platega_merchant_id: id, platega_api_key: word },
    config: { sort_order: 11, repeats: true },
  },
  tribute: {
    open: { path: '/account', body: (url) => ({ api_key: word, webhook_url: url }) },
    settings: { tribute_api_key: word },
    config: { sort_order: 13 },
  },
  wata: {
    open: { path: '/terminal', body: (url) => ({ token: word, public_id: id, webhook_url: url }) },
    settings: { wata_terminal_id: id, wata_access_token: word },
    config: { sort_order: 12 },
  },
  yookassa: {
    open: { path: '/shop', body: (url) => ({ id: '100500', notification_url: url }) },
    settings: { yookassa_shop_id: '100500', yookassa_secret_key: 'test_the-sandbox-has-no-secrets' },
    config: { sort_order: 10, repeats: true },
  },
};
