import type SharpLibrary from 'sharp';
import { log } from '../log.js';

/** The library that reads and draws pictures. */
export type Sharp = typeof SharpLibrary;

let loaded: Promise<Sharp | undefined> | undefined;

/** One picture at a time a core is enough, and nothing of a stranger's picture is kept. */
async function load(): Promise<Sharp | undefined> {
  try {
    const { default: sharp } = await import('sharp');
    sharp.concurrency(1);
    sharp.cache(false);
    return sharp;
  } catch (error) {
    log.error(
      { err: error },
      'the library of pictures cannot be loaded; receipts are reviewed and reports are sent without pictures',
    );
    return undefined;
  }
}

/** The library, loaded when a picture needs it first; undefined: it cannot be loaded, and all else goes on. */
export const loadSharp = (): Promise<Sharp | undefined> => (loaded ??= load());
