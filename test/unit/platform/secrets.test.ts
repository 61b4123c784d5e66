import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { newApiToken, openVault, sameSecret, sha256 } from '#platform/secrets.js';

const first = openVault('the first secret of these tests, long enough');
const second = openVault('the second secret of these tests, long enough');
const text = fc.string({ unit: 'binary', maxLength: 200 });
const owner = fc.bigInt({ min: 1n, max: 9_007_199_254_740_991n }).map(String);

/** The text with one sign of one of its parts exchanged, so that other bytes are meant. */
function bend(sealed: string, at: number): string {
  const place = sealed.indexOf('.', 3) + 1 + (at % (sealed.length - sealed.indexOf('.', 3) - 1));
  const bent = [...Buffer.from(sealed)];
  bent[place] = bent[place] === 65 ? 66 : 65;
  return Buffer.from(bent).toString();
}

describe('the vault', () => {
  it('gives back what it sealed, whatever the text and the owner', () => {
    fc.assert(
      fc.property(text, owner, (plain, whose) => first.decrypt(first.encrypt(plain, whose), whose) === plain),
    );
  });

  it('seals the same text differently each time, and never shows it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}:[A-Za-z0-9_-]{35}$/), owner, (token, whose) => {
        const [one, two] = [first.encrypt(token, whose), first.encrypt(token, whose)];
        expect(one).to.not.equal(two);
        expect(one).to.match(/^v1\.[0-9a-f]{8}\.[\w-]+\.[\w-]+\.[\w-]+$/);
        expect(one).to.not.include(token.slice(9));
      }),
    );
  });

  it('opens nothing of another owner, nothing of another secret, and nothing that was bent', () => {
    fc.assert(
      fc.property(text, owner, owner, fc.nat(), (plain, whose, other, at) => {
        const sealed = first.encrypt(plain, whose);
        if (other !== whose) expect(() => first.decrypt(sealed, other)).to.throw();
        expect(() => second.decrypt(sealed, whose)).to.throw(/another APP_SECRET/);
        const bent = bend(sealed, at);
        const isSameBytes = bent
          .split('.')
          .every((part, index) =>
            Buffer.from(part, 'base64url').equals(Buffer.from(sealed.split('.')[index] ?? '', 'base64url')),
          );
        if (!isSameBytes) expect(() => first.decrypt(bent, whose)).to.throw();
      }),
    );
  });

  it('refuses what is no sealed text, without a crash', () => {
    fc.assert(
      fc.property(fc.string(), (garbage) => void expect(() => first.decrypt(garbage, '1')).to.throw()),
    );
  });

  it('derives for each bot a webhook secret that Telegram takes, always the same, under no other secret', () => {
    fc.assert(
      fc.property(owner, owner, (botId, other) => {
        const secret = first.webhookSecret(botId);
        expect(secret)
          .to.match(/^[A-Za-z0-9_-]{43}$/)
          .and.equal(first.webhookSecret(botId));
        expect(secret).to.not.equal(second.webhookSecret(botId));
        if (other !== botId) expect(secret).to.not.equal(first.webhookSecret(other));
      }),
    );
  });

  it('signs a text for one purpose only', () => {
    fc.assert(
      fc.property(text, (signed) => {
        expect(first.sign('login', signed)).to.equal(first.sign('login', signed));
        expect(first.sign('login', signed)).to.not.equal(first.sign('logout', signed));
      }),
    );
  });
});

describe('tokens', () => {
  it('are found by the SHA-256 of their bytes, in hex', () => {
    fc.assert(
      fc.property(
        text,
        (token) => sha256(token) === createHash('sha256').update(Buffer.from(token)).digest('hex'),
      ),
    );
    expect(sha256('abc')).to.equal('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('for the admin API carry 256 random bits and never repeat', () => {
    const made = Array.from({ length: 1_000 }, newApiToken);
    for (const token of made) expect(token).to.match(/^rf_[A-Za-z0-9_-]{43}$/);
    expect(new Set(made).size).to.equal(made.length);
  });

  it('compare as equal texts do', () => {
    fc.assert(fc.property(text, text, (left, right) => sameSecret(left, right) === (left === right)));
    fc.assert(fc.property(text, (same) => sameSecret(same, same)));
  });
});
