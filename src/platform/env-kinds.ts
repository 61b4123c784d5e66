import { z } from 'zod';

/** The parts of a text between its commas. */
export const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
/** An http(s) address; `cure` says which. */
export const webUrl = (cure: string) =>
  z.string().refine((text) => /^https?:\/\/[^\s/]+/.test(text), `must be an http(s) address; ${cure}`);

/** An address without the slashes at its end. */
export const root = (text: string): string => text.replace(/(?<!\/)\/+$/, '');
/** A whole number, both ends included. */
export const wholeBetween = (min: number, max: number) =>
  z.coerce.number(`must be a whole number`).int('must be a whole number').min(min).max(max);

function readHeaders(text: string): Record<string, string> | undefined {
  try {
    return z
      .record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().regex(/^[^\r\n]*$/))
      .parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function refuseHeaders(context: z.RefinementCtx): never {
  const message = 'must be a JSON object of headers, such as {"X-Api-Key":"…","Cookie":"name=value"}';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

/** Headers for each request to somebody else's server, as a JSON object. */
export const requestHeaders = z
  .string()
  .transform((text, context) => readHeaders(text) ?? refuseHeaders(context));

/** Where a server listens. */
export interface EnvPlace {
  readonly port: number;
  /** Of all this machine's addresses when undefined. */
  readonly host: string | undefined;
}

/** Reads `9464`, `127.0.0.1:9464`, `[::1]:9464`; undefined: it is none of these. */
function readPlace(text: string): EnvPlace | undefined {
  const [, six, four, digits] = /^(?:(?:\[([0-9a-f:.]+)\]|([\w.-]+)):)?(\d{1,5})$/i.exec(text) ?? [];
  const port = Number(digits);
  return port <= 65_535 ? { port, host: six ?? four } : undefined;
}

function refusePlace(context: z.RefinementCtx): never {
  const message = 'must be a port, or an address of this machine with a port, such as 127.0.0.1:9464';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

/** Where a server shall listen: a port, or an address of this machine and a port. */
export const place = z.string().transform((text, context) => readPlace(text) ?? refusePlace(context));
