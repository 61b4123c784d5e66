/** Writes the page about payment gateways from their registry. */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { AnyGateway } from '#gateways/gateway.js';
import { listGateways } from '#gateways/registry.js';
import { languages, type Language } from '#platform/language.js';

const HELP = `Usage: npm run gateways-page [-- FILE]

Writes the page about payment gateways (default: docs/gateways.md). Run it after a change in src/gateways.

  --help   this text`;

export const gatewaysFile = 'docs/gateways.md';

const intro = `# Payment gateways

<!-- Made by npm run gateways-page from src/gateways; not to be changed by hand. -->

What each gateway takes and can do, as the fleet uses it. How payments go, and what happens when something fails, is in
[payments.md](payments.md); card to card is in [card-to-card.md](card-to-card.md).

- **Limits** are the gateway's own, of one payment. **Until set** are those of a bot, in toman, until it sets others in the configuration of
  the feature (\`min_toman\`, \`max_toman\`). The narrower ones hold: above them the way is not offered, below them more is asked for.
- **Ways** are those among which a bot chooses (\`methods\` of the feature); with one chosen the payer comes straight to it.
- **Back**: can money be given back through the gateway (\`POST …/payments/{id}/refund\`)? *Whole*, in *parts*, or only *by hand*.
- **Again**: can a payer agree to be charged again and again, who begins each charge, and after how many days?
- **Told by**: *signed* callbacks prove themselves where the gateway's facts let them; *unsigned* ones and the *browser* of the payer are
  only a reason to ask the gateway. Every open payment is asked about besides, so that no lost callback loses money.
- **Callback address** of a bot, where one is entered in the cabinet of the gateway: \`PUBLIC_URL/payments/{gateway}/{bot_id}\`.
`;

const list = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' ');

interface ConfigField {
  readonly default?: number;
  readonly items?: { readonly enum?: readonly string[] };
}

/** The configuration of a gateway's feature, by its schema. */
function configOf({ feature }: AnyGateway): Readonly<Record<string, ConfigField>> {
  const schema = z.toJSONSchema(feature.config, { io: 'input', unrepresentable: 'any' });
  return (schema as { readonly properties?: Readonly<Record<string, ConfigField>> }).properties ?? {};
}

/** The ways within a gateway. */
const waysOf = (gateway: AnyGateway): string => list(configOf(gateway).methods?.items?.enum ?? []);

/** What a bot takes until it sets other limits. */
function untilSet(gateway: AnyGateway): string {
  const { min_toman: least, max_toman: most } = configOf(gateway);
  return `${least?.default ?? ''} – ${most?.default ?? ''}`;
}

/** `1 – 3, 30` for 1, 2, 3, 30. */
function rangesOf(days: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const day of [...days].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last?.[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from} – ${to}`)).join(', ');
}

function againOf({ repeats }: AnyGateway): string {
  if (!repeats) return 'no';
  const days = repeats.days === 'any' ? 'any' : rangesOf(repeats.days);
  return `by the ${repeats.by}: ${days} days`;
}

function toldBy({ name, callback }: AnyGateway): string {
  if (!callback) return name === 'telegram_stars' ? 'updates of Telegram' : 'nothing';
  if (callback.reply === 'page') return 'browser';
  return callback.isProven ? 'signed' : 'unsigned';
}

const backOf = ({ refund, refundsParts }: AnyGateway): string =>
  refund ? (refundsParts ? 'parts' : 'whole') : 'by hand';

function rowOf(gateway: AnyGateway): string {
  const { name, brand, currency, limits, apiRoot } = gateway;
  const cells = [
    `${brand.en} \`${name}\``,
    currency,
    `${limits.least} – ${limits.most}`,
    untilSet(gateway),
    waysOf(gateway),
    backOf(gateway),
    againOf(gateway),
    toldBy(gateway),
    apiRoot ? `\`${apiRoot.variable}\`${apiRoot.sandbox ? ', sandbox' : ''}` : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

const headings: Readonly<Record<Language, string>> = {
  en: 'What a seller sets, and where it is found',
  fa: 'فروشنده چه چیزی را وارد می‌کند و آن را کجا پیدا می‌کند',
  ru: 'Что вводит продавец и где это найти',
};

function guideIn(language: Language): string {
  const lines = listGateways().map(({ brand, guide, feature }) => {
    const keys = feature.needs.length > 0 ? ` (${list(feature.needs)})` : '';
    return `- **${brand[language]}**: ${guide[language]}${keys}`;
  });
  const text = [`## ${headings[language]}`, '', ...lines, ''];
  return (language === 'fa' ? ['<div dir="rtl">', '', ...text, '</div>', ''] : text).join('\n');
}

/** The page, as Markdown: one table, and what a seller sets in each language. */
export function gatewaysPage(): string {
  const table = [
    '| gateway | currency | limits | until set, toman | ways | back | again | told by | address |',
    '|---|---|---|---|---|---|---|---|---|',
    ...listGateways().map(rowOf),
    '',
  ].join('\n');
  return [intro, table, ...languages.map(guideIn)].join('\n');
}

const [, script, argument] = process.argv;
if (script?.endsWith('make-gateways-page.ts')) {
  if (argument === '--help' || argument === '-h') console.log(HELP);
  else {
    const file = argument ?? gatewaysFile;
    writeFileSync(file, gatewaysPage());
    console.log(`${file} is written.`);
  }
}
