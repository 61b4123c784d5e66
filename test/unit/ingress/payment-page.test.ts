import http, { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import Koa from 'koa';
import { showPaymentPage, type PaymentPage } from '#ingress/routes/payment-page.js';

describe('the page for payers who come back', () => {
  let server: Server;
  let shown: PaymentPage;
  before(async () => {
    const app = new Koa();
    app.use((ctx) => showPaymentPage(ctx, shown));
    const listener = app.callback();
    server = http.createServer((request, response) => void listener(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => server.close());

  const open = async (path: string, language = '', about: Partial<PaymentPage> = {}) => {
    shown = { claims: undefined, username: 'shop_bot', ...about };
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { 'accept-language': language },
    });
    return { text: await answer.text(), headers: answer.headers };
  };

  it('speaks the language of the address, else one of the browser, else English', async () => {
    const asked = [
      ['/?l=fa', 'en', '<html lang="fa" dir="rtl">'],
      ['/?l=ru', 'fa', '<html lang="ru" dir="ltr">'],
      ['/?l=de', 'ru-RU,ru;q=0.9', '<html lang="ru" dir="ltr">'],
      ['/', 'fa', '<html lang="fa" dir="rtl">'],
      ['/?l=fa&l=ru', 'de', '<html lang="en" dir="ltr">'],
    ] as const;
    for (const [path, language, head] of asked)
      expect((await open(path, language)).text, path).to.contain(head);
  });

  it('says what the gateway said in passing, as what is still to be proven', async () => {
    const titles = async (claims: PaymentPage['claims']) =>
      Promise.all(
        ['fa', 'en', 'ru'].map(
          async (l) => /<h1>(.*?)<\/h1>/.exec((await open(`/?l=${l}`, '', { claims })).text)?.[1],
        ),
      );
    expect(await titles('paid')).to.deep.equal([
      'در حال بررسی پرداخت',
      'Checking your payment',
      'Проверяем оплату',
    ]);
    expect(await titles('cancelled')).to.deep.equal([
      'پرداخت انجام نشد',
      'Nothing was paid',
      'Оплата не прошла',
    ]);
    expect(await titles(undefined)).to.deep.equal(['بازگشت به ربات', 'Back to the bot', 'Вернуться в бот']);
  });

  it('leads back into the chat, runs no script, is kept nowhere, and hides the address it came from', async () => {
    const { text, headers } = await open('/?l=en&p="><script>alert(1)</script>', '', { username: 'a"b' });
    expect(text).to.contain('href="https://t.me/a&#34;b"');
    expect(text).not.to.contain('<script');
    expect(headers.get('content-security-policy')).to.contain("default-src 'none'");
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(headers.get('referrer-policy')).to.equal('same-origin');
    expect(headers.get('content-type')).to.equal('text/html; charset=utf-8');
  });
});
