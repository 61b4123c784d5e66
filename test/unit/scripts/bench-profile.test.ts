import { expect } from 'chai';
import { categoryOf, sumByCategory } from '../../../scripts/bench/profile-categories.js';

const frame = (url: string, functionName = 'run') => ({ functionName, url });

describe('a CPU profile by category', () => {
  it('knows libraries, parts of Node and our folders, run from sources or compiled', () => {
    const kinds = {
      'file:///app/node_modules/ioredis/built/Redis.js': 'ioredis',
      'file:///app/node_modules/pg-protocol/dist/parser.js': 'pg',
      'file:///app/node_modules/bullmq/dist/esm/classes/job.js': 'bullmq, msgpackr',
      'file:///app/node_modules/@koa/router/dist/index.mjs': 'koa, router, body',
      'file:///app/node_modules/some-other/index.js': 'other libraries',
      'node:internal/timers': 'timers, promises, async hooks',
      'node:net': 'net, streams',
      'node:_http_outgoing': 'http',
      'node:buffer': 'other builtins',
      'file:///app/src/jobs/outbox.ts': 'src/jobs',
      'file:///app/dist/src/jobs/outbox.js': 'src/jobs',
      '/app/dist/scripts/bench/floor-process.js': 'scripts/bench',
    };
    for (const [url, category] of Object.entries(kinds))
      expect(categoryOf(frame(url)), url).to.equal(category);
    expect(categoryOf(frame('', 'writev'))).to.equal('socket writes');
    expect(categoryOf(frame('file:///app/src/bot/voice.ts', 'constructor'))).to.equal('src/bot');
    expect(categoryOf(frame('', '(garbage collector)'))).to.equal('garbage collection');
  });

  it('adds the time between two looks to what the first one found, and leaves out idle time', () => {
    const profile = {
      nodes: [
        { id: 1, callFrame: frame('', '(idle)') },
        { id: 2, callFrame: frame('file:///app/src/bot/voice.ts') },
        { id: 3, callFrame: frame('file:///app/src/bot/screen.ts') },
        { id: 4, callFrame: frame('', 'writeUtf8String') },
      ],
      samples: [1, 2, 4, 3, 1],
      timeDeltas: [0, 9_000, 300, 700, 100],
    };
    expect(sumByCategory(profile, 10)).to.deep.equal([
      ['socket writes', 70],
      ['src/bot', 40],
    ]);
  });
});
