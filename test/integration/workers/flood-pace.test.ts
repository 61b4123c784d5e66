import { expect } from 'chai';
import type { Place } from '#jobs/ordered/items.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';
import { waitFor } from '../../support/wait-for.js';

const floodSize = 20;
const flooded = '7';
const quiet = '8';

describe('WORKER_FLOOD_PACE', () => {
  let side: WorkerSide;
  afterEach(() => side.close());

  /** Lets a bot with a cap of 2 flood beside another; returns whose chats went on after the ends of their jobs, not with them. */
  async function floodWith(pace: 'off' | 'on'): Promise<string[]> {
    side = await openWorkerSide({ capPerBot: 2, variables: { WORKER_FLOOD_PACE: pace } });
    const { updates } = side.jobs.ordered;
    const { finish } = updates;
    const afterwards: string[] = [];
    Object.assign(updates, {
      finish: (place: Place) => {
        afterwards.push(place.botId);
        return finish(place);
      },
    });
    let done = 0;
    side.start({ 'telegram.update': { run: () => Promise.resolve(void (done += 1)) } });
    await side.offer(quiet, '1', [1]);
    await waitFor(() => done === 1);
    const atFirst = afterwards.length;
    await Promise.all(
      Array.from({ length: floodSize }, (_, at) => side.offer(flooded, String(100 + at), [10 + at])),
    );
    await side.offer(quiet, '1', [2]);
    await waitFor(() => done === floodSize + 2, { what: 'all updates to be done' });
    return afterwards.slice(atFirst);
  }

  it('on: chats of the bot that floods go on in their turns, and no other bot’s', async () => {
    const afterwards = await floodWith('on');
    expect(afterwards).to.include(flooded);
    expect(afterwards).to.not.include(quiet);
  });

  it('off: its chats go on with the ends of their jobs too', async () => {
    expect(await floodWith('off')).to.deep.equal([]);
  });
});
