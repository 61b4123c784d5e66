import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { bankOfTitle } from '#platform/bank-messages/message-banks.js';
import { readBankMessage } from '#platform/bank-messages/read-bank-message.js';
import { judgeProof, readProof } from '../../src/ingress/message-proof.js';

const page = readFileSync('docs/bank-messages.md', 'utf8');
const secret = /With the secret `([^`]+)` and the bot (\d+)/.exec(page)?.[1] ?? '';
const botId = /With the secret `[^`]+` and the bot (\d+)/.exec(page)?.[1] ?? '';
const examples = [...page.matchAll(/^```\nPOST \S+\n((?:[\w-]+: .+\n)+)\n(.+)\n```/gm)].map(
  ([, lines = '', body = '']) => ({
    headers: Object.fromEntries(
      lines
        .trim()
        .split('\n')
        .map((line) => line.split(': ', 2) as [string, string])
        .map(([name, value]) => [name.toLowerCase(), value]),
    ),
    body,
  }),
);
const judge = (headers: Readonly<Record<string, string>>, body: string, under = secret, bot = botId) => {
  const proof = readProof(headers);
  return proof && judgeProof(proof, { botId: bot, secret: under, body: Buffer.from(body) });
};

describe('docs/bank-messages.md', () => {
  it('has an example of each way to sign, as the fleet reads it', () => {
    expect(examples).to.have.length(3);
    expect(examples.map(({ headers }) => readProof(headers)?.kind)).to.deep.equal([
      'signed',
      'body_signed',
      'shown',
    ]);
    expect(examples.map(({ headers, body }) => judge(headers, body))).to.deep.equal([
      'stale', // Its signature is right, and its time long over.
      'right',
      'right',
    ]);
  });

  it('has examples that prove nothing with another secret', () => {
    for (const { headers, body } of examples) expect(judge(headers, body, `${secret}!`)).to.equal('wrong');
  });

  it('has signatures that hold for no other body, and those with a time for no other bot', () => {
    const [signed, bodySigned] = examples;
    for (const example of [signed, bodySigned])
      expect(judge(example!.headers, `${example!.body} `)).to.equal('wrong');
    expect(judge(signed!.headers, signed!.body, secret, '8')).to.equal('wrong');
    expect(judge({ ...signed!.headers, 'x-message-timestamp': '1790000001' }, signed!.body)).to.equal(
      'wrong',
    );
    expect(
      judge(
        { ...signed!.headers, 'x-message-nonce': `${signed!.headers['x-message-nonce']}0` },
        signed!.body,
      ),
    ).to.equal('wrong');
  });

  it('is right that the strongest proof counts, also when it is wrong', () => {
    const [signed, bodySigned, shown] = examples;
    const both = { ...shown!.headers, 'x-signature': '0'.repeat(64) };
    expect(judge(both, shown!.body)).to.equal('wrong');
    expect(judge({ ...bodySigned!.headers, 'x-message-signature': 'x' }, bodySigned!.body)).to.equal(
      undefined,
    );
    expect(readProof({ ...signed!.headers, ...shown!.headers })?.kind).to.equal('signed');
  });

  it('shows a message that is read', () => {
    const { from, text, sentStamp } = JSON.parse(examples[0]!.body) as {
      from: string;
      text: string;
      sentStamp: number;
    };
    expect(readBankMessage({ sender: from, text, receivedAt: sentStamp })).to.include({
      direction: 'deposit',
      amountRial: 31_500_000,
      bank: 'mellat',
    });
  });

  it('takes as a proof nothing that is malformed', () => {
    const good = examples[0]!.headers;
    for (const headers of [
      {},
      { authorization: 'Basic x' },
      { authorization: 'Bearer ' },
      { 'x-signature': 'abc' },
      { ...good, 'x-message-nonce': 'short' },
      { ...good, 'x-message-timestamp': 'now' },
      { ...good, 'x-message-timestamp': '' },
    ])
      expect(readProof(headers), JSON.stringify(headers)).to.equal(undefined);
  });

  it('names the banks whose titles are known', () => {
    for (const title of ['بانک ملی', 'بانک ملت', 'بانک سپه', 'بلو', 'بانک دی', 'پست بانک'])
      expect(bankOfTitle(title), title).to.be.a('string');
  });
});
