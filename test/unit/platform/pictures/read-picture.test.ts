import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import sharp from 'sharp';
import { comparePrints } from '#platform/pictures/compare-prints.js';
import { bandsNear, hashOf, hashSide, mostDistance } from '#platform/pictures/picture-hash.js';
import { readPicture } from '#platform/pictures/read-picture.js';
import { patience } from '../../../support/patience.js';
import { drawReceipt, looks, saidOf } from '../../../support/pictures/draw-receipt.js';
import { distanceOf } from '../../../support/pictures/distance-of.js';

/** A chunk of a PNG; its sum is never looked at before its size. */
function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content, Buffer.alloc(4)]);
}

/** A picture of a few bytes that says to be enormous. */
function bomb(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    sign,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a picture of a stranger', function () {
  this.timeout(60_000);

  it('is read as its format, whatever it is called, and nothing but three formats is', async () => {
    const jpeg = await drawReceipt(looks[0] as never, saidOf(1));
    const read = async (bytes: Buffer) => (await readPicture(bytes)) !== undefined;
    expect(await read(jpeg)).to.equal(true);
    expect(await read(await sharp(jpeg).png().toBuffer())).to.equal(true);
    expect(await read(await sharp(jpeg).webp().toBuffer())).to.equal(true);
    expect(await read(await sharp(jpeg).gif().toBuffer()), 'GIF').to.equal(false);
    expect(await read(await sharp(jpeg).tiff().toBuffer()), 'TIFF').to.equal(false);
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/></svg>';
    for (const other of [svg, '%PDF-1.7', '', 'BM'])
      expect(await read(Buffer.from(other)), other).to.equal(false);
  });

  it('is refused when it is broken, cut short, or has nothing to see', async () => {
    const jpeg = await drawReceipt(looks[0] as never, saidOf(1));
    expect(await readPicture(jpeg.subarray(0, 2_000))).to.equal(undefined);
    expect(await readPicture(Buffer.from([0xff, 0xd8, 0xff]))).to.equal(undefined);
    const white = sharp({ create: { width: 500, height: 900, channels: 3, background: '#fff' } });
    expect(await readPicture(await white.jpeg().toBuffer())).to.equal(undefined);
  });

  it('is refused by its header when it would unpack to more than 25 megapixels', async () => {
    const began = performance.now();
    const before = process.memoryUsage().rss;
    for (const side of [5_001, 20_000, 60_000]) expect(await readPicture(bomb(side))).to.equal(undefined);
    expect(performance.now() - began).to.be.below(2_000 * patience);
    expect(process.memoryUsage().rss - before).to.be.below(100 * 1_048_576);
  });

  it('lies as its camera says that it was held', async () => {
    const jpeg = await drawReceipt(looks[0] as never, saidOf(1));
    const turned = await sharp(jpeg).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer();
    const [one, other] = [await readPicture(jpeg), await readPicture(turned)];
    expect(distanceOf(one?.hash ?? '', other?.hash ?? '')).to.be.at.most(mostDistance);
  });

  /** Greys that follow from a number alone. */
  function greysOf(seed: number, length: number): Uint8Array {
    let state = Math.imul(seed, 2_654_435_761) >>> 0;
    return Uint8Array.from({ length }, () => {
      state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
      return state >>> 24;
    });
  }
  /** A picture of eight by eight fields. */
  const hashOfFields = (fields: Uint8Array): string =>
    hashOf(
      Uint8Array.from({ length: hashSide ** 2 }, (_, at) => {
        const [x, y] = [Math.floor((at % hashSide) / 4), Math.floor(at / hashSide / 4)];
        return fields[y * 8 + x] as number;
      }),
    );

  it('is near no other one that is drawn by chance', () => {
    const seeds = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(seeds, ([one = 1, other = 2]) => {
        const [a, b] = [one, other].map((seed) => hashOfFields(greysOf(seed, 64)));
        expect(distanceOf(a as string, b as string)).to.be.above(mostDistance);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is, when drawn by chance, never the same nor alike', async () => {
    for (let seed = 1; seed <= 20; seed += 1)
      expect(comparePrints(greysOf(seed, 64 * 128), greysOf(seed + 100, 64 * 128)), String(seed)).to.equal(
        'other',
      );
  });
});

describe('the bands of a hash', () => {
  const hash = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  const text = (bits: bigint): string => bits.toString(16).padStart(16, '0');

  it('find every hash that differs in seven bits or fewer, by 68 values', () => {
    const flips = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: mostDistance });
    fc.assert(
      fc.property(hash, flips, (bits, places) => {
        const other = text(places.reduce((found, place) => found ^ (1n << BigInt(place)), bits));
        expect(distanceOf(text(bits), other)).to.equal(places.length);
        const near = bandsNear(text(bits));
        expect(near.flat()).to.have.length(68);
        const isFound = near.some((values, band) =>
          values.includes(Number.parseInt(other.slice(band * 4, band * 4 + 4), 16)),
        );
        expect(isFound).to.equal(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
