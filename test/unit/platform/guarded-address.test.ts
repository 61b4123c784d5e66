import { expect } from 'chai';
import http, { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PermanentError, RetryableError } from '#platform/errors.js';
import { checkedLookup } from '#platform/guarded-agents.js';
import { exchange } from '#platform/http.js';
import { isPrivateAddress } from '#platform/private-addresses.js';
import { patience } from '../../support/patience.js';
import { startNameServer, type NameServer } from '../../support/servers/name-server.js';

const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const call = (url: string, more = {}) =>
  exchange({ service: 'gateway', url, timeoutMs: 2_000, isGuarded: true, ...more });
/** The same where the operator lets it be private. */
const open = (url: string, more = {}) => call(url, { isGuarded: false, ...more });
const codesOf = async (urls: readonly string[]) =>
  Object.fromEntries(
    await Promise.all(
      urls.map(async (url) => [url, ((await faultOf(call(url))) as { code?: string } | undefined)?.code]),
    ),
  ) as Record<string, string | undefined>;
const all = (urls: readonly string[], code: string) => Object.fromEntries(urls.map((url) => [url, code]));

describe('an address that a tenant gave', () => {
  let server: Server | undefined;
  let names: NameServer | undefined;
  let port = 0;
  let asked = 0;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    names?.close();
    server = names = undefined;
  });

  /** A server of this very machine, which no tenant may reach. */
  async function serve(listener: RequestListener = (_, response) => response.end('inside')): Promise<string> {
    asked = 0;
    const started = createServer((request, response) => {
      asked += 1;
      listener(request, response);
    });
    server = started;
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    ({ port } = started.address() as AddressInfo);
    return `http://127.0.0.1:${port}`;
  }

  it('is refused where it names a private address itself, however that is spelt', async () => {
    await serve();
    const hosts = [
      [
        '127.0.0.1',
        '127.1',
        '127.0.0.1.',
        '2130706433',
        '0x7f000001',
        '0177.0.0.1',
        '0x7f.1',
        '017700000001',
      ],
      ['１２７.０.０.１', '127。0。0。1', '0', '0.0.0.0', '10.1.2.3', '172.31.255.255', '192.168.0.1'],
      ['169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255', '198.18.0.1', '192.0.2.1'],
      ['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[fe80::1]', '[fc00::1]', '[fd12:3456::1]', '[ff02::1]'],
      ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:8.8.8.8]', '[::7f00:1]', '[64:ff9b::7f00:1]'],
      ['[64:ff9b:1::1]', '[2002:7f00:1::]', '[2001:0:7f00:1::]', '[2001:db8::1]', '[3fff::1]'],
      ['localhost', 'LOCALHOST', 'localhost.', 'shop.localhost'],
    ].flat();
    const urls = hosts.flatMap((host) => [`http://${host}:${port}/`, `https://${host}:${port}/`]);
    expect(await codesOf(urls)).to.deep.equal(all(urls, 'address.private'));
    expect(await faultOf(call('http://user:word@127.0.0.1/'))).to.be.instanceOf(PermanentError);
    expect(asked).to.equal(0);
  });

  it('is refused when any of the addresses of its name is private', async () => {
    await serve();
    const found: Record<string, string[]> = {
      'one.example': ['127.0.0.1'],
      'mixed.example': ['8.8.8.8', '10.0.0.1'],
      'six.example': ['::1'],
      'both.example': ['8.8.8.8', 'fd00::1'],
      'mapped.example': ['::ffff:7f00:1'],
      'nat.example': ['64:ff9b::a00:1'],
    };
    names = await startNameServer((name) => found[name] ?? []);
    const urls = Object.keys(found).flatMap((name) => [
      `http://${name}:${port}/`,
      `https://${name}:${port}/`,
    ]);
    expect(await codesOf(urls)).to.deep.equal(all(urls, 'address.private'));
    expect(asked).to.equal(0);
  });

  it('is out of reach when its name has no address', async () => {
    names = await startNameServer(() => []);
    const error = await faultOf(call('https://nothing.example/'));
    expect(error).to.be.instanceOf(RetryableError).and.to.include({ code: 'gateway.unreachable' });
  });

  it('is called at the very address that was looked at, so that a name cannot change in between', async () => {
    await serve();
    // The first answer is let through here, and what the name server says from then on is not.
    names = await startNameServer((_, nth) => (nth === 0 ? ['127.0.0.1'] : ['127.0.0.2']));
    const lookup = checkedLookup((address) => address === '127.0.0.2');
    const get = (url: string) =>
      new Promise<string>((resolve, reject) => {
        const request = http.get(url, { agent: new http.Agent({ lookup }) }, (response) => {
          const from = response.socket.remoteAddress ?? '';
          response.resume().on('end', () => resolve(from));
        });
        request.on('error', reject);
      });
    expect(await get(`http://changing.example:${port}/`)).to.equal('127.0.0.1');
    expect(names.asked).to.have.members(['A changing.example', 'AAAA changing.example']);
    expect(await faultOf(get(`http://changing.example:${port}/`))).to.include({ code: 'address.private' });
  });

  it('must be one of the web', async () => {
    const urls = ['ftp://shop.example/', 'file:///etc/passwd', 'redis://shop.example', 'shop.example', ''];
    expect(await codesOf(urls)).to.deep.equal(all(urls, 'address.invalid'));
  });

  it('may be private where the operator allows it', async () => {
    const url = await serve();
    expect(await open(url)).to.include({ status: 200, text: 'inside' });
    expect(await open(`http://localhost:${port}`)).to.include({ text: 'inside' });
  });

  it('is never left for another that it names', async () => {
    const url = await serve((_, response) => response.writeHead(307, { location: 'http://10.0.0.1/' }).end());
    expect(await faultOf(open(url))).to.include({ code: 'gateway.unreachable' });
  });

  it('is heard only so far, and only so long, also when it answers drop by drop', async () => {
    const long = await serve((_, response) => response.end('x'.repeat(1_001)));
    expect((await open(long, { mostBytes: 1_001 })).text).to.have.length(1_001);
    expect(await faultOf(open(long, { mostBytes: 1_000 }))).to.include({ code: 'gateway.unreachable' });
    server?.close();
    let timer: NodeJS.Timeout | undefined;
    const slow = await serve((_, response) => {
      timer = setInterval(() => response.write(' '), 10);
    });
    const startedAt = performance.now();
    expect(await faultOf(open(slow, { timeoutMs: 150 }))).to.include({ code: 'gateway.timeout' });
    clearInterval(timer);
    expect(performance.now() - startedAt).to.be.within(140, 1_500 * patience);
  });
});

describe('the internet', () => {
  it('begins and ends where its registries say', () => {
    const open = [
      '1.1.1.1',
      '8.8.8.8',
      '9.255.255.255',
      '11.0.0.0',
      '100.63.255.255',
      '100.128.0.0',
      '126.255.255.255',
    ];
    const more = [
      '128.0.0.0',
      '172.15.255.255',
      '172.32.0.0',
      '192.167.255.255',
      '198.17.255.255',
      '198.20.0.0',
    ];
    const six = [
      '2001:200::1',
      '2001:4860:4860::8888',
      '2003::1',
      '2606:4700::1111',
      '2a00:1450::1',
      '2003:ffff::1',
    ];
    expect([...open, ...more, '223.255.255.255', ...six].filter(isPrivateAddress)).to.deep.equal([]);
    const closed = [
      '0.255.255.255',
      '10.0.0.0',
      '100.64.0.0',
      '100.127.255.255',
      '127.255.255.255',
      '172.16.0.0',
    ];
    const last = [
      '240.0.0.1',
      '239.255.255.255',
      '198.19.255.255',
      '203.0.113.7',
      '192.88.99.1',
      '192.0.0.170',
    ];
    const rest = [
      '1fff::1',
      '4000::1',
      '2001:1ff::1',
      '2001:20::1',
      '2002::1',
      '5f00::1',
      '100::1',
      'none',
      '1.2.3',
      '',
    ];
    const wrong = [...closed, ...last, ...rest].filter((address) => !isPrivateAddress(address));
    expect(wrong).to.deep.equal([]);
  });
});
