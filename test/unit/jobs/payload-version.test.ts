import { expect } from 'chai';
import { z } from 'zod';
import { catalog } from '#jobs/catalog.js';
import type { JobContract } from '#jobs/job-contract.js';
import { isNewerPayload, readPayload, stampPayload } from '#jobs/payload-version.js';

const first: Pick<JobContract, 'payload' | 'upcasts'> = { payload: z.object({ plan: z.string() }) };
/** The same job, two changes later: a plan became a list, then each got a count. */
const third = {
  payload: z.strictObject({ plans: z.array(z.object({ id: z.string(), count: z.number() })) }),
  upcasts: [
    ({ plan }: Readonly<Record<string, unknown>>) => ({ plans: [plan] }),
    ({ plans }: Readonly<Record<string, unknown>>) => ({
      plans: (plans as string[]).map((id) => ({ id, count: 1 })),
    }),
  ],
};
const read = (contract: Pick<JobContract, 'payload' | 'upcasts'>, stored: Record<string, unknown>) => {
  const found = readPayload(contract, stored);
  return found.ok ? found.payload : 'refused';
};

describe('the version of a payload', () => {
  const now = { plans: [{ id: 'a', count: 1 }] };

  it('costs nothing while there is only one', () => {
    const payload = { plan: 'a' };
    expect(stampPayload(first, payload)).to.equal(payload);
    expect(read(first, payload)).to.deep.equal(payload);
  });

  it('is written into it from the second on, and is not part of what the handler gets', () => {
    expect(stampPayload(third, now)).to.deep.equal({ ...now, v: 3 });
    expect(read(third, { ...now, v: 3 })).to.deep.equal(now);
  });

  it('brings what older versions left up to date, from whichever it is', () => {
    expect(read(third, { plan: 'a' })).to.deep.equal(now);
    expect(read(third, { plans: ['a'], v: 2 })).to.deep.equal(now);
  });

  it('tells a newer one, which waits, from a senseless one, which the schema judges', () => {
    expect(isNewerPayload(third, { anything: 1, v: 4 })).to.equal(true);
    expect(isNewerPayload(first, { plan: 'a', v: 2 })).to.equal(true);
    for (const v of [undefined, null, '9', -1, 0, 1.5, 3, Number.NaN])
      expect(isNewerPayload(third, { plan: 'a', v }), String(v)).to.equal(false);
    expect(read(third, { plan: 'a', v: 'x' })).to.deep.equal(now);
  });

  it('makes a refusal, not a crash, of a broken payload on its way up', () => {
    expect(read(third, { v: 2 })).to.equal('refused');
    expect(read(third, { plans: [], v: 1 })).to.equal('refused');
  });

  it('lets a buyer read why an order was refused that an older version refused', () => {
    const older = { event: 'refused', order_id: '7', reason: 'order_plan_gone' };
    expect(read(catalog['notice.buyer'], older)).to.deep.equal({ ...older, reason: 'order.plan_gone' });
  });

  it('has a name of its own in every payload of the catalogue', () => {
    for (const [name, { payload }] of Object.entries(catalog))
      expect(Object.keys(payload.shape), name).to.not.include('v');
  });
});
