import { expect } from 'chai';
import { foldLookAlikes } from '#platform/fold-look-alikes.js';
import { nameFaultOf, type NameFault } from '#services/people/name-fault.js';
import { standardValues } from '#services/settings/values.js';
import { patience } from '../../../support/patience.js';

const words = standardValues.name_filter_words;
const faultOf = (
  name: string,
  { username = null, forbidden = words }: { username?: string | null; forbidden?: readonly string[] } = {},
): NameFault | undefined => {
  const [firstName = '', ...rest] = name.split('|');
  const person = { firstName, lastName: rest.length > 0 ? rest.join(' ') : null, username };
  return nameFaultOf(person, { name_filter: true, name_filter_words: [...forbidden] });
};

/** Names of people, as they stand in Telegram; a bar is between the first and the last name. */
const honest = [
  ...[
    'Tommy',
    'Tom|Ellis',
    'Mr. T',
    'Dr. Ali|Reza',
    'J.R.R.|Tolkien',
    'A. D.|Smith',
    'St. John',
    'Jean-Luc|Picard',
  ],
  ...[
    "Conor|O'Brien",
    'Anne-Marie',
    'Leonardo|De Vinci',
    'Maria.de.Souza',
    'Not me',
    'Text me',
    'Trust me, I am Kim',
    'Let me',
  ],
  ...[
    'Comet',
    'Netta|Cohen',
    'Orgil',
    'Iris',
    'Rumi',
    'Infant',
    'Clubber|Lang',
    'Mehmet Emre',
    'José|Núñez',
    'Ștefan|Țăran',
  ],
  ...[
    'M.Reza',
    'S. Tmeem',
    'Timo|Meyer',
    'Atmeh',
    'Abu Hatme',
    'Joining Jo',
    'Group',
    'John|Grouper',
    'Zoë',
    'Øyvind',
    'Łukasz',
  ],
  ...[
    'محمد',
    'علی|رضایی',
    'سیّد مهدی|موسوی',
    'فاطمه‌زهرا',
    'آرش کمانگیر',
    'دکتر م. احمدی',
    'ا. ر.|کریمی',
    'امیرحسین 🌹',
    'نرگس…',
  ],
  ...[
    'زهرا (مامان علی)',
    'م.ح',
    'یا حسین',
    'Mohammad | محمد',
    'Sara 🇮🇷',
    'تیم ۲۴',
    'كريم يوسفي',
    'مهدی/تهران',
    'رضا ۱۲:۳۰',
  ],
  ...[
    'Тимур',
    'Том',
    'Артём|Ёлкин',
    'Т. Мельникова',
    'Т.Мечников',
    'Анна-Мария',
    'Пётр I',
    'Ильдар (Казань)',
    'Митме',
    'Ольга|Сом',
  ],
  ...[
    'Мама Мия',
    'Рустам|Ру',
    'Ирина Ир',
    'Комов',
    'Нет',
    'Орг',
    'А.С.|Пушкин',
    'Д. Т. Ме́дведев',
    'Света 24/7',
    'Инфо|Безопасность',
  ],
  ...[
    '🌙',
    '...',
    '.',
    '👑 King 👑',
    '𝓜𝓪𝓻𝓲𝓪',
    'ⓈⒶⓇⒶ',
    'Ｋｉｍ',
    '李小龙',
    '김민준',
    'محمد.رضا',
    'Ali.Reza',
    'Mr.Robot',
    'Mrs.Brown',
  ],
] as const;

/** What must not pass: the name, and what is found in it. */
const odd: readonly (readonly [name: string, kind: NameFault['kind']])[] = [
  ...(['Cheap VPN @shop', '@ali', 'Ali ＠shop', 'Sara﹫news'] as const).map(
    (name) => [name, 'sign'] as const,
  ),
  ...(
    [
      ...[
        't.me/shop',
        'T.ME/shop',
        't . me/shop',
        'т.ме/shop',
        'Т.Ме',
        'т.mе',
        't․me',
        't•me/x',
        'ｔ．ｍｅ',
        '𝐭.𝐦𝐞',
        't,me/x',
      ],
      ...[
        'ᴛ.ᴍᴇ/shop',
        '🅃.🄼🄴',
        '🆃.🅼🅴/x',
        'ⓣ.ⓜⓔ',
        't\u200b.\u200dme',
        'ť.mé',
        't(dot)me',
        't dot me',
        'telegram.me/x',
        'telegram.dog',
      ],
      ...[
        'https://example.test',
        'tg://resolve',
        'www.shop',
        'best-vpn.com',
        'Ali|shop.ir',
        'сайт.сom',
        'vpn.сом',
        'кино.xyz',
        'فیلم.ir',
      ],
    ] as const
  ).map((name) => [name, 'link'] as const),
  ...(
    [
      ...[
        'tme',
        'TME shop',
        'shop tme',
        'тме',
        't-m-e',
        't_m_e',
        't.m.e',
        'ᴛᴍᴇ',
        '🆃🅼🅴',
        'tme/shop',
        'Ali|tme',
      ],
      ...[
        'joingroup',
        'JoinGroup',
        'join group',
        'join_our'.replace('our', 'group'),
        'jоingrоup',
        'joingroupnow',
        'j o i n g r o u p',
      ],
    ] as const
  ).map((name) => [name, 'word'] as const),
];

describe('the filter of names', () => {
  for (const name of honest)
    it(`lets ${name} pass`, () => {
      expect(faultOf(name)).to.equal(undefined);
    });

  for (const [name, kind] of odd)
    it(`finds a ${kind} in ${JSON.stringify(name)}`, () => {
      expect(faultOf(name)).to.deep.equal({ kind, where: 'name' });
    });

  it('finds forbidden words in user names, where they stand alone or are long', () => {
    for (const username of [
      'tme_shop',
      'shop_tme',
      't_m_e_shop',
      'joingroup',
      'xjoingroupx',
      'join_group_now',
    ])
      expect(faultOf('Sara', { username }), username).to.deep.equal({ kind: 'word', where: 'username' });
    for (const username of [
      'tommy',
      'atmega',
      'hit_me',
      'text_me_now',
      'best_mehdi',
      'join_us',
      'ali_com',
      'sara_ir',
    ])
      expect(faultOf('Sara', { username }), username).to.equal(undefined);
  });

  it('finds the words that an admin forbids, in any of the languages', () => {
    const forbidden = ['казино', 'تبلیغات', 'vip', 'free vpn', 'ad', '***'];
    for (const name of [
      'КАЗИНО',
      'кaзинo онлайн',
      'к-а-з-и-н-о',
      'суперказино',
      'تبلیغات',
      'مدیر تبليغات',
      'V.I.P',
      'VIP',
      'FreeVPN',
      'ad',
    ])
      expect(faultOf(name, { forbidden }), name).to.deep.equal({ kind: 'word', where: 'name' });
    for (const name of ['A. D. Smith', 'Adam', 'Vipul', 'Казимир', 'Free Willy', 'تبلی'])
      expect(faultOf(name, { forbidden }), name).to.equal(undefined);
  });

  it('finds nothing where it is switched off', () => {
    const person = { firstName: '@shop', lastName: 't.me/x', username: 'tme' };
    expect(nameFaultOf(person, { name_filter: false, name_filter_words: [...words] })).to.equal(undefined);
  });

  it('looks anew at a name that it knows when the list, the name or the user name is another', () => {
    const look = (person: object, list: readonly string[]) =>
      nameFaultOf(
        { firstName: 'Sober', lastName: null, username: 'sober', ...person },
        { name_filter: true, name_filter_words: list as string[] },
      );
    const [one, other] = [['casino'], ['sober']];
    expect(look({}, one)).to.equal(undefined);
    expect(look({}, one)).to.equal(undefined);
    expect(look({}, other)).to.include({ where: 'name' });
    expect(look({}, one)).to.equal(undefined);
    expect(look({ lastName: 'Casino' }, one)).to.include({ where: 'name' });
    expect(look({ username: 'casino' }, one)).to.include({ where: 'username' });
  });

  it('takes no longer for the longest and oddest of names', () => {
    const before = performance.now();
    for (const sign of ['t', 't.', ' .', 'joingrou', '((', '@'.repeat(0) || 'ه', '\u200b'])
      faultOf(sign.repeat(128).slice(0, 128) + `|${sign.repeat(128).slice(0, 128)}`);
    expect(performance.now() - before).to.be.below(500 * patience);
  });
});

describe('folding what looks alike', () => {
  it('makes one text of all that a reader takes for it', () => {
    for (const text of ['ТМЕ', 'tme', 'ＴＭＥ', '𝕥𝕞𝕖', 'ṫṁė', 't\u200dm\u2060e', 'ᵗᵐᵉ'])
      expect(foldLookAlikes(text), text).to.equal('tme');
    expect(foldLookAlikes('كي')).to.equal('کی');
  });

  it('folds what is folded no further', () => {
    for (const text of honest) expect(foldLookAlikes(foldLookAlikes(text))).to.equal(foldLookAlikes(text));
  });
});
