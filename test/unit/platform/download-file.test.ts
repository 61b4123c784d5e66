import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { downloadFile } from '#platform/telegram/download-file.js';

describe('a file of a bot', () => {
  const token = '1:secret';
  let server: Server;
  let apiRoot: string;
  let answer: unknown;
  let file: { status: number; bytes: Buffer; location?: string };
  let asked: string[];
  beforeEach((done) => {
    asked = [];
    file = { status: 200, bytes: Buffer.from([0, 255, 128]) };
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url?.endsWith('/getFile')) {
        response.end(JSON.stringify({ ok: true, result: answer }));
        return;
      }
      response.writeHead(file.status, file.location ? { location: file.location } : {});
      response.end(file.bytes);
    }).listen(0, '127.0.0.1', () => {
      apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  afterEach((done) => {
    server.closeAllConnections();
    server.close(done);
  });
  const get = () => downloadFile({ apiRoot, token, fileId: 'f' });
  const fault = (): Promise<string> =>
    get().then(
      () => 'nothing',
      (error: Error & { code?: string }) =>
        `${error.code} ${error.message} ${String(error.cause)} ${error.stack}`,
    );

  it('comes byte by byte', async () => {
    answer = { file_path: 'photos/file_1.jpg', file_size: 3 };
    expect(await get()).to.deep.equal(file.bytes);
    expect(asked).to.deep.equal(['/bot1:secret/getFile', '/file/bot1:secret/photos/file_1.jpg']);
  });

  it('is not asked for when it is too large, or its name leads elsewhere', async () => {
    for (const path of [
      '../x',
      'a/../../x',
      '/etc/passwd',
      'a//b',
      'http://other/x',
      'a?b',
      'a\\b',
      '',
      undefined,
    ]) {
      answer = { file_path: path };
      expect(await get(), String(path)).to.equal(undefined);
    }
    answer = { file_path: 'photos/a.jpg', file_size: 20 * 1_048_576 + 1 };
    expect(await get()).to.equal(undefined);
    expect(asked.every((path) => path.endsWith('/getFile'))).to.equal(true);
  });

  it('is given up when it is longer than it said, refused, or elsewhere, without a word of the token', async () => {
    answer = { file_path: 'photos/a.jpg', file_size: 3 };
    for (const [wrong, code] of [
      [{ status: 200, bytes: Buffer.alloc(20 * 1_048_576 + 1) }, 'telegram.unreachable'],
      [{ status: 404, bytes: Buffer.alloc(0) }, 'telegram.refused'],
      [{ status: 502, bytes: Buffer.alloc(0) }, 'telegram.unavailable'],
      [{ status: 302, bytes: Buffer.alloc(0), location: 'http://127.0.0.1:1/' }, 'telegram.unreachable'],
    ] as const) {
      file = wrong;
      const words = await fault();
      expect(words, String(wrong.status)).to.include(code).and.not.include('secret');
    }
  });
});
