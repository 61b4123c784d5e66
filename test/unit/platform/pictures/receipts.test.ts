import { expect } from 'chai';
import sharp from 'sharp';
import { comparePrints, isSamePrint } from '#platform/pictures/compare-prints.js';
import { mostDistance } from '#platform/pictures/picture-hash.js';
import { readPicture, type Picture } from '#platform/pictures/read-picture.js';
import { changes, cut, drawReceipt, looks, saidOf } from '../../../support/pictures/draw-receipt.js';
import { distanceOf } from '../../../support/pictures/distance-of.js';

describe('pictures of receipts', function () {
  this.timeout(30_000);
  const read = async (bytes: Buffer): Promise<Picture> => {
    const picture = await readPicture(bytes);
    if (!picture) throw new Error('the picture was not read');
    return picture;
  };
  const isNear = (one: Picture, other: Picture): boolean => distanceOf(one.hash, other.hash) <= mostDistance;

  for (const [place, look] of looks.entries())
    describe(`of look ${place + 1}`, () => {
      const said = saidOf(place * 1_000 + 1);
      let bytes: Buffer;
      let first: Picture;
      before(async () => {
        bytes = await drawReceipt(look, said);
        first = await read(bytes);
      });

      for (const [what, change] of Object.entries(changes))
        it(`are known again: ${what}`, async () => {
          const again = await read(await change(bytes));
          expect(isNear(first, again), 'the hash finds it').to.equal(true);
          expect(isSamePrint(first.print, again.print)).to.equal(true);
        });

      it('are known again in some odd widths', async () => {
        const widths = [500, 640, 720, 777, 801];
        for (const width of widths) {
          const again = await read(await sharp(bytes).resize(width).jpeg({ quality: 60 }).toBuffer());
          expect(isNear(first, again), String(width)).to.equal(true);
          expect(comparePrints(first.print, again.print), String(width)).to.equal('same');
        }
      });

      it('are alike when a bit is cut off, whichever of them came first', async () => {
        for (const wish of [{ top: 22 }, { top: 66 }, { top: 40, bottom: 30, side: 8 }]) {
          const again = await read(await cut(bytes, wish));
          expect(isNear(first, again), JSON.stringify(wish)).to.equal(true);
          expect(comparePrints(first.print, again.print), JSON.stringify(wish)).to.equal('alike');
          expect(comparePrints(again.print, first.print), JSON.stringify(wish)).to.equal('alike');
        }
      });

      it('are alike by their prints even where more is cut off than the hash may bear', async () => {
        const again = await read(await cut(bytes, { top: 130, bottom: 120 }));
        expect(comparePrints(first.print, again.print)).to.equal('alike');
      });

      it('are others when a number on them is another, though the hash is as near as it can be', async () => {
        const others = [
          { ...said, reference: saidOf(7).reference },
          { ...said, date: saidOf(9).date },
          { ...said, amount: '9 777 000' },
          saidOf(place * 1_000 + 501),
        ];
        for (const [at, other] of others.entries()) {
          const second = await read(await drawReceipt(look, other));
          expect(isNear(first, second), String(at)).to.equal(true);
          expect(isSamePrint(first.print, second.print), String(at)).to.equal(false);
          expect(comparePrints(first.print, second.print), String(at)).to.equal('other');
        }
      });

      it('are others in another look', async () => {
        const second = await read(await drawReceipt(looks[(place + 1) % looks.length] as never, said));
        expect(comparePrints(first.print, second.print)).to.equal('other');
      });

      it('cannot be told from another receipt of the look that was cut: a hint, no proof', async () => {
        const second = await read(
          await cut(await drawReceipt(look, saidOf(place * 1_000 + 501)), { top: 66 }),
        );
        expect(comparePrints(first.print, second.print)).to.equal('alike');
      });
    });
});
