import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { waitFor } from '../../support/wait-for.js';
import { callerOf, startedStandIn } from './stand-in.js';

interface Delivery {
  headers: IncomingHttpHeaders;
  update: { update_id: number; message: { text: string; chat: { id: number } } };
}

/** A webhook that records deliveries and answers as told. */
async function startHook(
  answer: (
    delivery: Delivery,
    count: number,
  ) => Promise<[number, object?, string?]> | [number, object?, string?],
) {
  const deliveries: Delivery[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const delivery = { headers: request.headers, update: JSON.parse(Buffer.concat(chunks).toString()) };
      deliveries.push(delivery);
      void Promise.resolve(answer(delivery, deliveries.length)).then(([status, headers = {}, body = '']) =>
        response.writeHead(status, { ...headers }).end(body),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, deliveries, close };
}

describe('sandbox: webhooks', () => {
  it('checks the address, the port and the secret as Telegram does', async () => {
    const { telegram, call } = await startedStandIn();
    const refusal = async (params: object): Promise<string> =>
      (await call('setWebhook', params)).description ?? 'ok';
    expect(await refusal({ url: 'http://hooks.example/' })).to.equal(
      'Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
    );
    expect(await refusal({ url: 'https://hooks.example:8080/' })).to.match(
      /only on ports 80, 88, 443 or 8443/,
    );
    expect(await refusal({ url: 'https://127.0.0.1/' })).to.match(/IP address 127.0.0.1 is reserved/);
    expect(await refusal({ url: 'nonsense' })).to.equal('Bad Request: invalid webhook URL specified');
    const url = 'https://hooks.example/';
    expect(await refusal({ url, secret_token: 'a b' })).to.equal(
      'Bad Request: secret token contains unallowed characters',
    );
    expect(await refusal({ url, secret_token: 'a'.repeat(257) })).to.equal(
      'Bad Request: secret token is too long',
    );
    expect(await refusal({ url })).to.equal('Webhook was set');
    expect(await refusal({ url })).to.equal('Webhook is already set');
    const again = await call('setWebhook', { url: 'https://hooks.example/other' });
    expect([again.status, again.parameters]).to.deep.equal([429, { retry_after: 1 }]);
    expect((await call('getWebhookInfo')).result).to.include({ url, max_connections: 40 });
    await telegram.close();
  });

  it('delivers with the secret header, also what was pending, and empties the queue', async () => {
    const { telegram, token, person, call } = await startedStandIn({ allowHttpWebhooks: true });
    const hook = await startHook(() => [200]);
    await call('setWebhook', { url: hook.url, secret_token: 's3cret' });
    telegram.send(token, person, 'two');
    await waitFor(() => telegram.pendingUpdates(token).length === 0);
    expect(hook.deliveries.map(({ update }) => update.message.text)).to.deep.equal(['/start', 'two']);
    expect(hook.deliveries[0]!.headers['x-telegram-bot-api-secret-token']).to.equal('s3cret');
    await telegram.close();
    await hook.close();
  });

  it('keeps the order of a chat while other chats go on, and never exceeds max_connections', async () => {
    const { telegram, token, call } = await startedStandIn({ allowHttpWebhooks: true });
    let active = 0;
    let peak = 0;
    const hook = await startHook(async () => {
      active += 1;
      peak = Math.max(peak, active);
      await new Promise((resolve) => setTimeout(resolve, 5));
      active -= 1;
      return [200];
    });
    await call('setWebhook', { url: hook.url, max_connections: 3 });
    const persons = Array.from({ length: 6 }, (_, index) => telegram.person({ firstName: `P${index}` }));
    for (let round = 0; round < 5; round += 1) {
      for (const person of persons) telegram.send(token, person, String(round));
    }
    await waitFor(() => telegram.pendingUpdates(token).length === 0);
    expect(peak).to.equal(3);
    for (const person of persons) {
      const own = hook.deliveries.filter(({ update }) => update.message.chat.id === Number(person.id));
      expect(own.map(({ update }) => update.message.text)).to.deep.equal(['0', '1', '2', '3', '4']);
    }
    await telegram.close();
    await hook.close();
  });

  it('retries a refused update until it is taken, and tells of the last error', async () => {
    const { telegram, token, call } = await startedStandIn({ allowHttpWebhooks: true, retryBaseMs: 5 });
    const hook = await startHook((_, count) => [count < 4 ? 503 : 200]);
    await call('setWebhook', { url: hook.url });
    await waitFor(() => telegram.pendingUpdates(token).length === 0);
    expect(hook.deliveries).to.have.length(4);
    expect((await call('getWebhookInfo')).result.last_error_message).to.equal(
      'Wrong response from the webhook: 503 Service Unavailable',
    );
    await telegram.close();
    await hook.close();
  });

  it('waits as long as Retry-After asks', async () => {
    const { telegram, token, call } = await startedStandIn({ allowHttpWebhooks: true, retryBaseMs: 1 });
    const hook = await startHook((_, count) => (count === 1 ? [429, { 'retry-after': '1' }] : [200]));
    const began = Date.now();
    await call('setWebhook', { url: hook.url });
    await waitFor(() => telegram.pendingUpdates(token).length === 0);
    expect(Date.now() - began).to.be.greaterThan(950);
    await telegram.close();
    await hook.close();
  });

  it('runs the call that a webhook puts into its answer', async () => {
    const { telegram, token, person, call } = await startedStandIn({ allowHttpWebhooks: true });
    const body = JSON.stringify({ method: 'sendMessage', chat_id: person.id, text: 'by answer' });
    const hook = await startHook(() => [200, { 'content-type': 'application/json' }, body]);
    await call('setWebhook', { url: hook.url });
    await waitFor(() => telegram.chat(token, person.id).some(({ text }) => text === 'by answer'));
    await telegram.close();
    await hook.close();
  });

  it('says Connection refused when nobody listens, and goes on by polling after deleteWebhook', async () => {
    const { telegram, token, call } = await startedStandIn({ allowHttpWebhooks: true, retryBaseMs: 5 });
    await call('setWebhook', { url: 'http://127.0.0.1:9/' });
    await waitFor(() => telegram.webhook(token)?.lastErrorMessage === 'Connection refused');
    await call('deleteWebhook');
    expect((await callerOf(telegram, token)('getUpdates')).result).to.have.length(1);
    await telegram.close();
  });
});
