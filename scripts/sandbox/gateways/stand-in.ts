import type { IncomingHttpHeaders } from 'node:http';

/** What a payer may press on the page of a payment. A gateway's stand-in has those that can happen there. */
export const payButtons = ['pay', 'cancel', 'pay_less', 'pay_more', 'pay_late', 'callback_lost'] as const;
export type PayButton = (typeof payButtons)[number];

/** A payment as tests see it, whichever gateway it is at. */
export interface SandboxPayment {
  /** The gateway's name of it. */
  readonly id: string;
  /** Ours, as the gateway was given it. */
  readonly reference: string;
  readonly amount: string;
  readonly currency: string;
  /** In the gateway's own words. */
  readonly state: string;
}

/** What the page of a payment shows. */
export interface PayPage {
  readonly language: 'fa' | 'en' | 'ru';
  readonly brand: string;
  /** Colour of the brand, as CSS has it. */
  readonly accent: string;
  readonly amount: string;
  readonly description: string;
  readonly number: string;
  /** `open`: to be paid. */
  readonly state: 'open' | 'paid' | 'ended';
  readonly buttons: readonly PayButton[];
}

/** A call of the gateway's API; `path` begins behind the stand-in's own. */
export interface StandInCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface StandInReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json: unknown;
}

/** What a stand-in is given. */
export interface StandInMeans {
  /** Its own address, without a slash at the end. */
  root(): string;
  /** The sandbox's clock, in ms since 1970. */
  now(): number;
}

/** A gateway as the sandbox plays it: as strict as the real one, and with a page to pay on. */
export interface GatewayStandIn {
  /** As it is called in the fleet; the first part of its path. */
  readonly name: string;
  /** The variable of the fleet's environment that leads to it; absent: bots are told where it is. */
  readonly variable?: string;
  /** The payment whose page is at a path; undefined: the path is the API's. */
  pageAt(path: string): string | undefined;
  /** What that page shows; undefined: there is no such payment. */
  show(id: string): PayPage | undefined;
  /** What happens when the payer presses; where the browser is led, if it is led anywhere. */
  press(id: string, button: PayButton): string | undefined | Promise<string | undefined>;
  answer(call: StandInCall): StandInReply;
  payments(): SandboxPayment[];
  /** All that it remembers, as JSON; `restore` takes it back. */
  state(): unknown;
  restore(saved: unknown): void;
}
