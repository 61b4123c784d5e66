import { readFileSync } from 'node:fs';
import fc from 'fast-check';

type Field = readonly [types: readonly string[], isRequired: 0 | 1];
interface TypeShape {
  readonly fields: Readonly<Record<string, Field>>;
  readonly sub?: readonly string[];
}

const file = new URL('../../scripts/sandbox/bot-api.json', import.meta.url);
const { types } = JSON.parse(readFileSync(file, 'utf8')) as { types: Record<string, TypeShape> };

/** Kinds of updates of the Bot API, by their field in Update. */
export const updateKinds: readonly string[] = Object.keys(types.Update?.fields ?? {}).filter(
  (field) => field !== 'update_id',
);

type Draw = fc.GeneratorValue;

const oddTexts = [
  '',
  '\u0000',
  '\ud800',
  '\u202e',
  '/start',
  '/start abc',
  '/START@x y',
  '/help',
  '{name}',
  '<b>',
];
const oddData = [
  'menu',
  'joined',
  'profile',
  'accept-rules',
  'choose-language:fa',
  'choose-language:x',
  'old:1',
];
const personIds = [101, 102, 103];

const text = fc.oneof(
  fc.constantFrom(...oddTexts, ...oddData),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.integer({ min: 1, max: 100_000 }).map((length) => 'م'.repeat(length)),
);
const whole = fc.oneof(
  fc.constantFrom(...personIds, 0, -1, -1_001_234_567_890, 2 ** 31, Number.MAX_SAFE_INTEGER, 2 ** 60),
  fc.integer(),
);

function drawScalar(draw: Draw, type: string): unknown {
  if (type === 'Integer') return draw(() => whole);
  if (type === 'Float') return draw(fc.double, { noNaN: true, noDefaultInfinity: true });
  if (type === 'String') return draw(() => text);
  return draw(fc.boolean);
}

function drawValue(draw: Draw, type: string, depth: number): unknown {
  if (draw(fc.integer, { min: 0, max: 200 }) === 0) return draw(fc.jsonValue);
  if (type.startsWith('Array of ')) {
    const length = depth > 0 ? draw(fc.integer, { min: 0, max: 2 }) : 0;
    return Array.from({ length }, () => drawValue(draw, type.slice('Array of '.length), depth - 1));
  }
  const shape = types[type];
  if (!shape) return drawScalar(draw, type);
  if (shape.sub?.length) return drawValue(draw, draw(fc.constantFrom, ...shape.sub) as string, depth);
  return drawObject(draw, { type, shape, depth });
}

const isRare = (draw: Draw): boolean => draw(fc.integer, { min: 0, max: 11 }) === 0;

/** What decides which way an update goes is mostly plausible, so that most updates come far. */
const plausible: Readonly<Record<string, (draw: Draw) => Record<string, unknown>>> = {
  CallbackQuery: (draw) => ({ id: String(draw(fc.nat)), data: draw(fc.constantFrom, ...oddData) }),
  Chat: (draw) => {
    const odd = draw(fc.constantFrom, 'supergroup', 'group', 'channel', 'cave');
    const type = draw(fc.integer, { min: 0, max: 3 }) ? 'private' : odd;
    const id = type === 'private' ? draw(fc.constantFrom, ...personIds) : -1_001_234_567_890;
    return { type, id };
  },
  Message: (draw) => ({ message_id: draw(fc.integer, { min: 1, max: 40 }), text: draw(() => text) }),
  User: (draw) => ({ id: draw(fc.constantFrom, ...personIds), is_bot: isRare(draw) }),
};

interface Wish {
  readonly type: string;
  readonly shape: TypeShape;
  readonly depth: number;
}

function drawObject(draw: Draw, { type, shape, depth }: Wish): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  const odds = type === 'Message' || type === 'CallbackQuery' ? 4 : 8;
  for (const [field, [kinds, isRequired]] of Object.entries(shape.fields)) {
    const isLikely = ['from', 'text', 'data', 'message'].includes(field) && draw(fc.boolean);
    const isThere =
      isRequired || isLikely || (depth > 0 && draw(fc.integer, { min: 1, max: odds * 2 }) === 1);
    if (!isThere) continue;
    const kind = draw(fc.constantFrom, ...kinds) as string;
    made[field] = depth <= -3 ? {} : drawValue(draw, kind, depth - 1);
  }
  return isRare(draw) ? made : { ...made, ...plausible[type]?.(draw) };
}

/** Updates made by the schema of the Bot API, some fields replaced by any JSON; `update_id` is left out. */
export const randomUpdate: fc.Arbitrary<Record<string, unknown>> = fc.gen().map((draw) => {
  const likely = draw(
    fc.constantFrom,
    'message',
    'callback_query',
    'message',
    'callback_query',
    'my_chat_member',
  );
  const kind = draw(fc.integer, { min: 0, max: 5 }) ? likely : draw(fc.constantFrom, ...updateKinds);
  const [type] = types.Update?.fields[kind]?.[0] ?? ['Message'];
  return { [kind]: drawValue(draw, type as string, 3) };
});
