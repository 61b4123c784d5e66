import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { tribute } from '#gateways/tribute/tribute.js';
import { dayMs } from '#platform/units.js';
import { accessTo, apiKey, callbackOf } from './tribute-payments.js';
import { bodyOf, donationPayload, paidPayload, senseless, webhooks } from './tribute-webhook-examples.js';

const { read, judge } = tribute.callback;
const hmac = (body: string, key = apiKey) => createHmac('sha256', key).update(body).digest();
const hex = (body: string, key?: string) => hmac(body, key).toString('hex');
const signed = (body: string) => callbackOf(body, hex(body));

describe('A webhook of Tribute', () => {
  const access = accessTo('');

  it('is about its payment, and proves what it says, in every form', () => {
    for (const { form, name, payload, hint, verdict } of webhooks) {
      const request = signed(bodyOf(name, payload));
      expect(read(request), form).to.deep.equal(hint);
      expect(judge(request, access), form).to.deep.equal(verdict);
    }
  });

  it('of money on its way keeps the payment open for longer', () => {
    for (const name of ['shop_order_payment_received', 'shop_order_prepaid']) {
      const state = judge(signed(bodyOf(name, { ...paidPayload, status: 'prepaid' })), access);
      if (typeof state !== 'object' || state.kind !== 'open') expect.fail(`${name} proves something else`);
      expect(state.until?.getTime()).to.be.closeTo(Date.now() + dayMs, 60_000);
    }
  });

  it('is refused where it makes no sense, is fetched, or is unsigned', () => {
    for (const [form, body] of senseless) expect(read(signed(body)), form).to.equal(undefined);
    const body = bodyOf('shop_order', paidPayload);
    expect(read({ ...signed(body), method: 'GET' })).to.equal(undefined);
    expect(read(callbackOf(body))).to.equal(undefined);
    expect(judge(callbackOf(body), access)).to.equal('forged');
  });

  it('that tries the address is taken, signed or not', () => {
    const trial = bodyOf('', null);
    expect(read(callbackOf(trial))).to.deep.equal({ externalId: 'probe' });
    expect(judge(callbackOf(trial), access)).to.equal('forged');
    expect(judge(signed(trial), access)).to.equal('nothing');
  });

  it('is signed in hexadecimal of any case, in base64, or behind a prefix, over the very bytes', () => {
    const body = bodyOf('shop_order', paidPayload);
    const right = [
      hex(body),
      hex(body).toUpperCase(),
      hmac(body).toString('base64'),
      `sha256=${hex(body)}`,
      `SHA256=${hmac(body).toString('base64')}`,
    ];
    for (const signature of right)
      expect(judge(callbackOf(body, signature), access), signature).to.include({ kind: 'paid' });
    const wrong = [
      '',
      'sha256=',
      hex(body, 'another-key'),
      hmac(body).toString('base64').toLowerCase(),
      hex(`${body} `),
      hex(body).slice(1),
    ];
    for (const signature of wrong)
      expect(judge(callbackOf(body, signature), access), signature).to.equal('forged');
    const rewritten = JSON.stringify(JSON.parse(body), null, 1);
    expect(judge(callbackOf(rewritten, hex(body)), access)).to.equal('forged');
  });

  it('names a gift alike however often it is told, and two gifts of one sum apart', () => {
    const told = (sentAt: string) => read(signed(bodyOf('new_donation', donationPayload, sentAt)));
    expect(told('2026-10-02T00:00:00Z')).to.deep.equal(told('2026-10-01T10:03:12Z'));
    const later = JSON.stringify({
      ...(JSON.parse(bodyOf('new_donation', donationPayload)) as object),
      created_at: '2026-10-01T10:03:12.5Z',
    });
    expect(read(signed(later))).to.not.deep.equal(told('2026-10-01T10:03:12Z'));
  });
});
