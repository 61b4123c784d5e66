import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { textsOf } from '#bot/texts/index.js';
import { languages, type Language } from '#platform/language.js';
import { readTelegramHtml, shownText } from '#platform/telegram/html.js';

interface Leaf {
  readonly path: string;
  readonly text: string;
}

function leavesOf(node: unknown, path = ''): Leaf[] {
  if (typeof node === 'string') return [{ path, text: node }];
  return Object.entries(node as object).flatMap(([key, value]) =>
    leavesOf(value, path ? `${path}.${key}` : key),
  );
}

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
const isPlain = (path: string): boolean =>
  /^\w+\.(buttons|alerts|commands)\.|^registration\.language\.name$/.test(path);
const latinIsolate = /\u2068[^\u2069]*\u2069/g;

for (const language of languages)
  describe(`texts in ${language}`, () => {
    const leaves = leavesOf(textsOf[language]);

    it('are valid Telegram HTML that fits a message', () => {
      for (const { path, text } of leaves) {
        if (isPlain(path)) continue;
        expect(() => readTelegramHtml(text), path).not.to.throw();
        expect(shownText(text).length, path).to.be.within(1, 2_000);
      }
    });

    it('are plain where Telegram takes no HTML, and short enough there', () => {
      const limits: Readonly<Record<string, number>> = { buttons: 64, alerts: 200, commands: 256 };
      for (const { path, text } of leaves.filter((leaf) => isPlain(leaf.path))) {
        expect(text, path).not.to.match(/[<>]|&\w+;/);
        expect(text.length, path).to.be.within(1, limits[path.split('.')[1] as string] ?? 64);
      }
    });

    it('have the placeholders of the English ones', () => {
      const english = new Map(leavesOf(textsOf.en).map(({ path, text }) => [path, text]));
      for (const { path, text } of leaves) {
        if (/^shared\.(counts|toman)\b/.test(path))
          expect(placeholders(text), path).to.deep.equal(['{count}']);
        else expect(placeholders(text), path).to.deep.equal(placeholders(english.get(path) ?? ''));
      }
    });

    it('have no loose spaces, doubled marks or straight quotes', () => {
      for (const { path, text } of leaves) {
        expect(text, path).to.equal(text.trim());
        expect(text.replaceAll('\n\n', ' '), path).not.to.match(/ {2}|\n| [.,:;!?،؛؟]|\.\.|"|'/);
      }
    });
  });

describe('texts in Persian', () => {
  const leaves = leavesOf(textsOf.fa).map(({ path, text }) => ({
    path,
    text: text.replace(latinIsolate, ''),
  }));

  it('are written with Persian letters, digits and marks', () => {
    for (const { path, text } of leaves) {
      const words = text.replace(/<[^>]*>|\{\w+\}/g, '');
      expect(words, path).not.to.match(/[a-z]/i);
      expect(words, path).not.to.match(/\d|[٠-٩]/);
      expect(words, path).not.to.match(/[كيىةإ]/);
      expect(words, path).not.to.match(/[?,;%]/);
    }
  });

  it('join prefixes and suffixes with a half-space', () => {
    for (const { path, text } of leaves)
      expect(text, path).not.to.match(/(^|\s)(ن?می) |\sها(ی|یی|یتان)?(\s|$|[.،؛:])/);
  });
});

/** What is said otherwise, and what for; `پول` is a part of the wallet's name, and `پولی` means that something costs. */
const otherWords: readonly (readonly [other: RegExp, word: string])[] = [
  [/\bVPN\b|وی‌?پی‌?ان/u, 'فیلترشکن'],
  [/ترافیک/u, 'حجم'],
  [/شارژ/u, 'افزایش موجودی'],
  [/فاکتور/u, 'صورت‌حساب'],
  [/برگشت وجه|بازگشت پول/u, 'بازگشت وجه'],
  [/اکانت/u, 'حساب'],
  [/بات(?!\p{L})(?<!ربات)/u, 'ربات'],
  [/رسیدن پول|پول رسید|پولی (بابت|از|کم)/u, 'مبلغ'],
];

describe('Persian, wherever people read it', () => {
  const lines = readdirSync('src', { recursive: true, encoding: 'utf8' })
    // Words of banks are theirs.
    .filter((name) => name.endsWith('.ts') && !name.startsWith('platform/bank-messages/'))
    .flatMap((name) =>
      readFileSync(`src/${name}`, 'utf8')
        .split('\n')
        .map((line, at) => ({ where: `src/${name}:${at + 1}`, line })),
    )
    .filter(({ line }) => /[آ-ی]{2}/u.test(line));

  it('has one word for one thing', () => {
    expect(lines.length).to.be.above(500);
    for (const [other, word] of otherWords) {
      const found = lines.filter(({ line }) => other.test(line));
      expect(
        found.map(({ where, line }) => `${where} ${line.trim()}`),
        `say ${word}`,
      ).to.deep.equal([]);
    }
  });
});

describe('texts in Russian', () => {
  it('have every plural form of the language', () => {
    const { counts, toman } = textsOf.ru.shared;
    for (const forms of [...Object.values(counts), toman])
      expect(Object.keys(forms).sort()).to.deep.equal(['few', 'many', 'one', 'other']);
  });

  it('put no full stop after a date, which ends with one', () => {
    for (const { path, text } of leavesOf(textsOf.ru)) expect(text, path).not.to.include('{date}.');
  });

  it('have no letters that only look Cyrillic', () => {
    for (const { path, text } of leavesOf(textsOf.ru))
      expect(text.replace(/<[^>]*>|\{\w+\}/g, ''), path).not.to.match(/[а-яё][a-z]|[a-z][а-яё]/i);
  });
});

describe('the names of the languages', () => {
  it('are each in their own language', () => {
    const names = languages.map((language: Language) => textsOf[language].registration.language.name);
    expect(names).to.deep.equal(['فارسی', 'English', 'Русский']);
  });
});
