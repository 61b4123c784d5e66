import { expect } from 'chai';
import sharp from 'sharp';
import { drawChart, type Chart } from '#platform/pictures/draw-chart.js';

/** The picture as lines of pixels: at (x, y) the colour as `r,g,b`. */
async function pixelsOf(chart: Chart) {
  const png = (await drawChart(chart))!;
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const isColoured = (x: number, y: number): boolean => {
    const at = (y * width + x) * 3;
    return Math.max(...data.subarray(at, at + 3)) - Math.min(...data.subarray(at, at + 3)) > 40;
  };
  /** How tall the bars are at a share of the width, in the upper and the lower part. */
  const tallAt = (share: number): [upper: number, lower: number] => {
    const x = Math.round(24 + share * (width - 48));
    const rows = Array.from({ length: height }, (_, y) => y).filter((y) => isColoured(x, y));
    return [rows.filter((y) => y < 270).length, rows.filter((y) => y >= 270).length];
  };
  return { png, tallAt };
}

describe('a chart', () => {
  it('is a picture of some KB whose bars are as tall as their values, each row by its own scale', async () => {
    const { png, tallAt } = await pixelsOf({ upper: [4_000_000, 0, 1_000_000], lower: [0, 5, 10] });
    expect(png.length).to.be.below(10_000);
    const [first, second, third] = [1 / 6, 3 / 6, 5 / 6].map(tallAt);
    expect(first![0]).to.be.closeTo(232, 3);
    expect(first![1]).to.equal(0);
    expect(second![0]).to.equal(0);
    expect(second![1]).to.be.closeTo(56, 3);
    expect(third![0]).to.be.closeTo(58, 3);
    expect(third![1]).to.be.closeTo(112, 3);
  });

  it('has days of more refunds than revenue below its line', async () => {
    const { tallAt } = await pixelsOf({ upper: [100, -100], lower: [1, 1] });
    expect(tallAt(1 / 4)[0]).to.be.closeTo(116, 4);
    expect(tallAt(3 / 4)[0]).to.be.closeTo(116, 4);
  });

  it('can be of nothing', async () => {
    for (const chart of [
      { upper: [], lower: [] },
      { upper: [0, 0], lower: [0, 0] },
    ]) {
      const { tallAt } = await pixelsOf(chart);
      expect(tallAt(1 / 2)).to.eql([0, 0]);
    }
  });
});
