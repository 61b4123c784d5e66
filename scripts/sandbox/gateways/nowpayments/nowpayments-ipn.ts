import { createHmac } from 'node:crypto';

export interface NowpaymentsIpn {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs what is told: over its JSON with the members sorted, whatever order it is sent in. */
export function signIpn(told: Readonly<Record<string, unknown>>, ipnSecret: string): NowpaymentsIpn {
  const sorted = Object.fromEntries(Object.entries(told).sort(([one], [other]) => (one < other ? -1 : 1)));
  const signature = createHmac('sha512', ipnSecret).update(JSON.stringify(sorted)).digest('hex');
  return {
    body: JSON.stringify(told),
    headers: { 'content-type': 'application/json', 'x-nowpayments-sig': signature },
  };
}

async function post(url: string, { body, headers }: NowpaymentsIpn): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(10_000);
    return (await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })).ok;
  } catch {
    return false;
  }
}

const pauseMs = 500;

/** Tells, and again as often as the store says while it is not heard. Resolves after the first try. */
export async function tellIpn(url: string, ipn: NowpaymentsIpn, retries: number): Promise<void> {
  if ((await post(url, ipn)) || retries === 0) return;
  setTimeout(() => void tellIpn(url, ipn, retries - 1), pauseMs).unref();
}
