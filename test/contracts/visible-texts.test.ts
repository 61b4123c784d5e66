import { expect } from 'chai';
import type { z } from 'zod';
import type { Endpoint } from '#api/endpoint.js';
import { endpoints } from '#api/index.js';
import { featureCatalog } from '#services/features/catalog.js';
import { settingCatalog } from '#services/settings/catalog.js';
import { invisible } from '../support/invisible.js';

/* Every text that somebody may write is found in its schema; what nobody could see is refused where it is written. */
interface Leaf {
  readonly place: string;
  readonly schema: z.ZodType;
}
interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly options?: readonly z.ZodType[];
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
}

/** The strings of a schema, wherever they are in it. */
function stringsOf(schema: z.ZodType, place: string): Leaf[] {
  const definition = schema.def as unknown as Definition;
  const isPiped = definition.in?.def.type === 'string';
  if (definition.type === 'string' || isPiped) return [{ place, schema }];
  const { innerType, in: input, element, shape = {}, options = [], keyType, valueType } = definition;
  return [
    ...[innerType, input, ...options].flatMap((inner) => (inner ? stringsOf(inner, place) : [])),
    ...(element ? stringsOf(element, `${place}[]`) : []),
    ...Object.entries(shape).flatMap(([name, inner]) => stringsOf(inner, `${place}.${name}`)),
    ...(keyType ? stringsOf(keyType, `${place} (a name)`) : []),
    ...(valueType ? stringsOf(valueType, `${place} (a member)`) : []),
  ];
}

const takes = ({ schema }: Leaf, text: string): boolean => schema.safeParse(text).success;
/** Words, as a person writes them: what takes them is a text, and neither a number, a name of ours nor an address. */
const isText = (leaf: Leaf): boolean => takes(leaf, 'Some words, ۱۲');

/** Copied from an answer or compared with what is stored, and shown to nobody. */
const machines = ['bots.delete.query.confirm'];
const isMachine = ({ place }: Leaf): boolean => place.endsWith('.query.cursor') || machines.includes(place);
/** Any JSON: the catalogue of settings or of features says what it may be. */
const isAnyJson = ({ place }: Leaf): boolean =>
  /^(config\.(change-many|merge|put)|features\.put)\.body\./.test(place);

const ofApi = Object.entries(endpoints as Readonly<Record<string, Endpoint>>).flatMap(
  ([name, { body, query, params }]) => [
    ...(body ? stringsOf(body, `${name}.body`) : []),
    ...(query ? stringsOf(query, `${name}.query`) : []),
    ...(params ? stringsOf(params, `${name}.path`) : []),
  ],
);
const ofSettings = Object.entries(settingCatalog).flatMap(([key, { schema }]) => stringsOf(schema, key));
const ofFeatures = Object.entries(featureCatalog).flatMap(([key, { config }]) => stringsOf(config, key));
const isHtml = (leaf: Leaf): boolean => isText(leaf) && !takes(leaf, '<b>');

describe('a text that people see', () => {
  const lists = [
    ['the admin API', ofApi.filter((leaf) => !isMachine(leaf) && !isAnyJson(leaf)), 12],
    ['the settings', ofSettings, 8],
    ['the features', ofFeatures, 20],
  ] as const;
  for (const [whose, leaves, least] of lists)
    it(`is refused by ${whose} when nobody could see it`, () => {
      const texts = leaves.filter(isText);
      expect(texts.length, 'texts that were found').to.be.at.least(least);
      for (const leaf of texts)
        for (const [what, text] of Object.entries(invisible))
          expect(takes(leaf, text), `${leaf.place}: ${what}`).to.equal(false);
    });

  it('is refused by the settings when Telegram would refuse its HTML', () => {
    const texts = ofSettings.filter(isHtml);
    expect(texts.map(({ place }) => place)).to.include.members(['rules_text.fa', 'welcome_text.en']);
    const wrong = [
      '<b></b>',
      '<b>\u200b</b>',
      '<i> </i>&#8203;',
      '<a href="https://shop.example">\u2800</a>',
      '&nbsp;<',
      '<b>open',
      'closed</b>',
      '<b><i>crossed</b></i>',
      '<h1>no tag of Telegram</h1>',
      'x'.repeat(12_001),
    ];
    for (const leaf of texts)
      for (const text of wrong)
        expect(takes(leaf, text), `${leaf.place}: ${text.slice(0, 40)}`).to.equal(false);
    for (const leaf of texts) expect(takes(leaf, 'Be <b>kind</b> &amp; calm.'), leaf.place).to.equal(true);
  });
});
