import { expect } from 'chai';
import fc from 'fast-check';
import { newApiToken, openVault, sameSecret, sha256 } from '#platform/secrets.js';

const vault = openVault('an app secret for tests only, 32+ characters');
const other = openVault('another app secret for tests, 32+ characters');

describe('the vault', () => {
  it('gives back what was sealed for the same owner, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, owner) => {
        expect(vault.decrypt(vault.encrypt(plain, owner), owner)).to.equal(plain);
      }),
    );
  });

  it('seals the same secret differently each time and shows nothing of it', () => {
    const sealed = [vault.encrypt('123456789:AAsecret', '1'), vault.encrypt('123456789:AAsecret', '1')];
    expect(sealed[0]).to.not.equal(sealed[1]);
    for (const text of sealed)
      expect(text)
        .to.match(/^v1\.[0-9a-f]{8}(\.[\w-]+){3}$/)
        .and.not.contain('secret');
  });

  it('does not open what was sealed for another bot', () => {
    expect(() => vault.decrypt(vault.encrypt('token', '1'), '2')).to.throw();
  });

  it('does not open what was changed in any place', () => {
    const sealed = vault.encrypt('123456789:AAsecret', '1');
    const parts = sealed.split('.');
    for (const at of [2, 3, 4]) {
      const part = parts[at] as string;
      const changed = (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
      const broken = parts.map((one, index) => (index === at ? changed : one)).join('.');
      expect(() => vault.decrypt(broken, '1'), broken).to.throw();
    }
    for (const garbage of ['', 'v1', 'v1....', 'v2.aa.bb.cc.dd', '123456789:AAsecret', sealed.slice(0, -6)])
      expect(() => vault.decrypt(garbage, '1'), garbage).to.throw();
  });

  it('does not open with a shortened proof', () => {
    const parts = vault.encrypt('token', '1').split('.');
    parts[3] = (parts[3] as string).slice(0, 6);
    expect(() => vault.decrypt(parts.join('.'), '1')).to.throw();
  });

  it('names APP_SECRET and the cure when the secret is another', () => {
    expect(() => other.decrypt(vault.encrypt('token', '1'), '1')).to.throw(
      /another APP_SECRET.*rotate-app-secret/,
    );
  });

  it('derives a webhook secret for each bot that Telegram takes, the same each time', () => {
    const bots = [
      ['1', '11'],
      ['1', '12'],
      ['11', '1'],
      ['2', '11'],
    ].map(([botId = '', telegramBotId = '']) => ({ botId, telegramBotId }));
    const secrets = bots.map((bot) => vault.webhookSecret(bot));
    expect(new Set([...secrets, vault.earlierWebhookSecret('1')]).size).to.equal(5);
    for (const one of secrets) expect(one).to.match(/^[A-Za-z0-9_-]{43}$/);
    expect(bots.map((bot) => vault.webhookSecret(bot))).to.deep.equal(secrets);
    expect(other.webhookSecret(bots[0]!)).to.not.equal(secrets[0]);
  });

  it('signs for one purpose only', () => {
    expect(vault.sign('a', 'text')).to.not.equal(vault.sign('b', 'text'));
    expect(vault.sign('a', 'text')).to.not.equal(other.sign('a', 'text'));
  });
});

describe('a secret', () => {
  it('is the same as itself only', () => {
    expect(sameSecret('abc', 'abc')).to.equal(true);
    for (const [left, right] of [
      ['abc', 'abd'],
      ['abc', 'ab'],
      ['', 'a'],
    ] as const)
      expect(sameSecret(left, right)).to.equal(false);
  });

  it('made for the API is long, and found by its hash', () => {
    const tokens = [newApiToken(), newApiToken()];
    expect(tokens[0])
      .to.match(/^rf_[A-Za-z0-9_-]{43}$/)
      .and.not.equal(tokens[1]);
    expect(sha256('abc')).to.equal('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
