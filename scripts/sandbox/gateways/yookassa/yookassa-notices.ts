import type { YookassaShop } from './yookassa-world.js';

const firstPauseMs = 500;
const toldForMs = 86_400_000;

/** What a shop is told, byte for byte; nothing of it is signed. */
export const noticeOf = (event: string, object: unknown): string =>
  JSON.stringify({ type: 'notification', event, object });

async function post(url: string, body: string): Promise<boolean> {
  try {
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(10_000);
    return (await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })).status === 200;
  } catch {
    return false;
  }
}

/** Tells a shop until it answers 200, for a day with pauses that double. Resolves after the first try. */
export async function tellShop(shop: YookassaShop, body: string, pauseMs = firstPauseMs): Promise<void> {
  const { notificationUrl: url } = shop;
  if (url === null || (await post(url, body)) || pauseMs > toldForMs) return;
  setTimeout(() => void tellShop(shop, body, pauseMs * 2), pauseMs).unref();
}
