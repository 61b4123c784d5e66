import { expect } from 'chai';
import fc from 'fast-check';
import type { PanelDevice } from '#panels/panel.js';
import { surplusOf } from '#services/reconcile/trim-devices.js';

const device = (hwid: string, minute: number): PanelDevice => ({
  hwid,
  ...{ platform: null, osVersion: null, model: null, userAgent: null },
  createdAt: new Date(minute * 60_000),
});
const names = (devices: readonly PanelDevice[]): string[] => devices.map(({ hwid }) => hwid);

describe('devices above a limit', () => {
  it('are those that were added first, by their names where that was at once', () => {
    const devices = [device('c', 3), device('b', 1), device('a', 1), device('d', 2)];
    expect(names(surplusOf(devices, 1))).to.eql(['a', 'b', 'd']);
    expect(names(surplusOf(devices, 3))).to.eql(['a']);
  });

  it('are never more than are too many, and none where there is no limit', () => {
    const some = fc.array(fc.nat(5)).map((minutes) => minutes.map((at, index) => device(String(index), at)));
    fc.assert(
      fc.property(some, fc.nat(10), (devices, limit) => {
        const wanted = limit === 0 ? 0 : Math.max(0, devices.length - limit);
        expect(surplusOf(devices, limit)).to.have.length(wanted);
      }),
    );
  });
});
