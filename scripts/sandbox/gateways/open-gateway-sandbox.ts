import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeHttp } from '../telegram/serve-http.js';
import { createAbangateway, type AbangatewayStandIn } from './abangateway/abangateway.js';
import { createAqayepardakht, type AqayepardakhtStandIn } from './aqayepardakht/aqayepardakht.js';
import { createCryptobot, type CryptobotStandIn } from './cryptobot/cryptobot.js';
import { createGatewayFaults, type GatewayFault } from './faults.js';
import { keepGateways, loadGateways } from './keep-gateways.js';
import { serveGateways, type GatewayCallRecord } from './serve-gateways.js';
import type { GatewayStandIn, PayButton, SandboxPayment } from './stand-in.js';
import { createMulenpay, type MulenpayStandIn } from './mulenpay/mulenpay.js';
import { createPal24, type Pal24StandIn } from './pal24/pal24.js';
import { createBridge, type BridgeStandIn } from './bridge/bridge.js';
import { createHeleket, type HeleketStandIn } from './heleket/heleket.js';
import { createNowpayments, type NowpaymentsStandIn } from './nowpayments/nowpayments.js';
import { createPlatega, type PlategaStandIn } from './platega/platega.js';
import { createTribute, type TributeStandIn } from './tribute/tribute.js';
import { createWata, type WataStandIn } from './wata/wata.js';
import { createYookassa, type YookassaStandIn } from './yookassa/yookassa.js';
import { createZarinpal, type ZarinpalStandIn } from './zarinpal/zarinpal.js';

/** What tests play with: the payers' side of every gateway, its clock, and what goes wrong. */
export interface GatewayControl {
  readonly abangateway: AbangatewayStandIn;
  readonly aqayepardakht: AqayepardakhtStandIn;
  readonly bridge: BridgeStandIn;
  readonly cryptobot: CryptobotStandIn;
  readonly heleket: HeleketStandIn;
  readonly mulenpay: MulenpayStandIn;
  readonly nowpayments: NowpaymentsStandIn;
  readonly pal24: Pal24StandIn;
  readonly platega: PlategaStandIn;
  readonly tribute: TributeStandIn;
  readonly wata: WataStandIn;
  readonly yookassa: YookassaStandIn;
  readonly zarinpal: ZarinpalStandIn;
  /** Calls of the fleet, oldest first. */
  readonly calls: readonly GatewayCallRecord[];
  payments(gateway: string): SandboxPayment[];
  /** The payer presses, and the browser goes where it is led; its answer, if it was led anywhere. */
  press(gateway: string, id: string, button: PayButton): Promise<Response | undefined>;
  /** Something goes wrong with the next calls. */
  fail(fault: GatewayFault): void;
  /** Nothing goes wrong any more. */
  mend(): void;
  /** Moves the gateways' clock on. */
  passTime(ms: number): void;
}

/** Every gateway's stand-in, without a server of its own. */
export interface Gateways {
  readonly control: GatewayControl;
  /** Answers a request that is for a gateway; false leaves it alone. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
  /** Where each is, by the fleet's variables. */
  variables(): Record<string, string>;
}

interface Choice {
  /** Address under which they are served. */
  readonly root: () => string;
  /** Keeps their payments over a restart. */
  readonly file?: string | undefined;
}

/** Makes the stand-ins. To add one: its file, and a line in the list here. */
export function createGateways({ root, file }: Choice): Gateways {
  let aheadMs = 0;
  const meansOf = (name: string) => ({ root: () => `${root()}/${name}`, now: () => Date.now() + aheadMs });
  const abangateway = createAbangateway(meansOf('abangateway'));
  const aqayepardakht = createAqayepardakht(meansOf('aqayepardakht'));
  const bridge = createBridge(meansOf('bridge'));
  const cryptobot = createCryptobot(meansOf('cryptobot'));
  const heleket = createHeleket(meansOf('heleket'));
  const mulenpay = createMulenpay(meansOf('mulenpay'));
  const nowpayments = createNowpayments(meansOf('nowpayments'));
  const pal24 = createPal24(meansOf('pal24'));
  const platega = createPlatega(meansOf('platega'));
  const tribute = createTribute(meansOf('tribute'));
  const wata = createWata(meansOf('wata'));
  const yookassa = createYookassa(meansOf('yookassa'));
  const zarinpal = createZarinpal(meansOf('zarinpal'));
  const standIns: readonly GatewayStandIn[] = [
    abangateway,
    aqayepardakht,
    bridge,
    cryptobot,
    heleket,
    mulenpay,
    nowpayments,
    pal24,
    platega,
    tribute,
    wata,
    yookassa,
    zarinpal,
  ];
  if (file !== undefined) loadGateways(standIns, file);
  const faults = createGatewayFaults();
  const calls: GatewayCallRecord[] = [];
  const changed = (): void => {
    if (file !== undefined) keepGateways(standIns, file);
  };
  const find = (name: string): GatewayStandIn => {
    const standIn = standIns.find((one) => one.name === name);
    if (!standIn) throw new Error(`the sandbox has no gateway ${name}`);
    return standIn;
  };
  return {
    control: {
      abangateway,
      aqayepardakht,
      bridge,
      cryptobot,
      heleket,
      mulenpay,
      nowpayments,
      pal24,
      platega,
      tribute,
      wata,
      yookassa,
      zarinpal,
      calls,
      payments: (gateway) => find(gateway).payments(),
      async press(gateway, id, button) {
        const location = await find(gateway).press(id, button);
        changed();
        return location === undefined ? undefined : fetch(location, { redirect: 'manual' });
      },
      fail: faults.add,
      mend: faults.clear,
      passTime: (ms) => {
        aheadMs += ms;
      },
    },
    serve: (request, response) => serveGateways({ standIns, faults, calls, changed }, request, response),
    variables: () =>
      Object.fromEntries(
        standIns.flatMap(({ name, variable }) => (variable ? [[variable, `${root()}/${name}`]] : [])),
      ),
  };
}

/** The stand-ins on a port of 127.0.0.1. */
export interface GatewaySandbox extends Gateways {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts them on a port of their own. */
export async function openGatewaySandbox({
  port = 0,
}: { readonly port?: number } = {}): Promise<GatewaySandbox> {
  let url = '';
  const gateways = createGateways({ root: () => url });
  const server = createServer((request, response) => {
    if (!gateways.serve(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { ...gateways, url, close: () => closeHttp(server) };
}
