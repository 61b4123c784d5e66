import { readFileSync } from 'node:fs';
import { badRequest } from './api-error.js';
import type { Json, UploadedFile } from './types.js';

type Field = [types: string[], required: 0 | 1];
type Fields = Record<string, Field>;
interface BotApi {
  methods: Record<string, Fields>;
  types: Record<string, { fields: Fields; sub: string[] }>;
}

const botApi = JSON.parse(readFileSync(new URL('../bot-api.json', import.meta.url), 'utf8')) as BotApi;
const methodNames = new Map(Object.keys(botApi.methods).map((name) => [name.toLowerCase(), name]));

const missingTexts: Record<string, string> = {
  chat_id: 'chat_id is empty',
  text: 'message text is empty',
  user_id: 'invalid user_id specified',
  message_id: 'message identifier is not specified',
  message_ids: 'message identifiers are not specified',
  photo: 'there is no photo in the request',
  document: 'there is no document in the request',
  video: 'there is no video in the request',
  file_id: 'file_id not specified',
  media: 'input media is not specified',
};

/** What telegraf's `Markup.button` leaves in each button; Telegram ignores it. */
const knownStrays = new Set(['InlineKeyboardButton.hide', 'KeyboardButton.hide']);

/** The Bot API's own spelling of a method, or undefined when it has no such method. */
export function findMethod(name: string): string | undefined {
  return methodNames.get(name.toLowerCase());
}

/** The parameters of a call in the types the Bot API names; anything else is a 400 that names it. */
export function checkParams(method: string, params: Json, isLenient: boolean): Json {
  const fields = botApi.methods[method] ?? {};
  return checkFields(fields, params, { owner: method, path: '', isLenient, isTop: true });
}

interface Place {
  owner: string;
  path: string;
  isLenient: boolean;
  isTop: boolean;
}

function checkFields(fields: Fields, input: Json, place: Place): Json {
  const output: Json = {};
  for (const key in input) {
    const value = input[key];
    if (value === undefined || value === null) continue;
    const field = fields[key];
    const path = place.path ? `${place.path}.${key}` : key;
    if (field) output[key] = checkValue(field[0], value, { ...place, path });
    else if (!place.isLenient && !knownStrays.has(`${place.owner}.${key}`))
      throw unknownField(path, place.owner, fields);
  }
  for (const key in fields) {
    if (fields[key]![1] && output[key] === undefined) throw missingField(key, place);
  }
  return output;
}

function unknownField(path: string, owner: string, fields: Fields): Error {
  const known = Object.keys(fields).join(', ') || 'none';
  return badRequest(`unknown parameter "${path}" of ${owner}; known here: ${known}`);
}

function missingField(key: string, place: Place): Error {
  if (place.path) return badRequest(`field "${place.path}.${key}" of ${place.owner} is required`);
  return badRequest(missingTexts[key] ?? `parameter "${key}" is required`);
}

function checkValue(types: string[], value: unknown, place: Place): unknown {
  for (const type of types) {
    const simple = simpleValue(type, value);
    if (simple !== undefined) return simple;
  }
  const complex = types.filter((type) => !isSimple(type));
  if (complex.length === 0) throw wrongType(types, place);
  const parsed = typeof value === 'string' && place.isTop ? parseJson(value, place) : value;
  const inner = { ...place, isTop: false };
  if (Array.isArray(parsed)) return checkList(complex, parsed, inner);
  const objects = complex.filter((type) => !type.startsWith('Array of '));
  if (objects.length === 0 || typeof parsed !== 'object' || parsed === null) throw wrongType(types, place);
  return checkObject(objects, parsed as Json, inner);
}

function isSimple(type: string): boolean {
  return ['String', 'Integer', 'Float', 'Boolean', 'InputFile'].includes(type);
}

function simpleValue(type: string, value: unknown): unknown {
  if (type === 'String') return typeof value === 'string' ? value : undefined;
  if (type === 'Integer') return integerOf(value);
  if (type === 'Boolean') return booleanOf(value);
  if (type === 'Float') return Number.isFinite(Number(value)) && value !== '' ? Number(value) : undefined;
  if (type === 'InputFile') return isUpload(value) ? value : undefined;
  return undefined;
}

function integerOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string' || !/^-?\d{1,16}$/.test(value)) return undefined;
  return Number(value);
}

function booleanOf(value: unknown): boolean | undefined {
  if (value === true || value === 'true' || value === 'True') return true;
  if (value === false || value === 'false' || value === 'False') return false;
  return undefined;
}

/** Whether a value is a file part of a multipart request. */
export function isUpload(value: unknown): value is UploadedFile {
  return typeof value === 'object' && value !== null && (value as UploadedFile).isUpload;
}

function parseJson(text: string, place: Place): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`can't parse ${place.path} JSON object`);
  }
}

function checkList(types: string[], list: unknown[], place: Place): unknown[] {
  const members = types.filter((type) => type.startsWith('Array of ')).map((type) => type.slice(9));
  if (members.length === 0) throw wrongType(types, place);
  return list.map((item, index) => {
    const itemPlace = { ...place, path: `${place.path}[${index}]` };
    if (isSimple(members[0]!) || members[0]!.startsWith('Array of '))
      return checkValue(members, item, itemPlace);
    if (typeof item !== 'object' || item === null || Array.isArray(item)) throw wrongType(members, itemPlace);
    return checkObject(members, item as Json, itemPlace);
  });
}

function checkObject(types: string[], value: Json, place: Place): Json {
  const type = closestType(types.flatMap(leaves), value);
  return checkFields(botApi.types[type]?.fields ?? {}, value, { ...place, owner: type, isTop: false });
}

function leaves(type: string): string[] {
  const sub = botApi.types[type]?.sub ?? [];
  return sub.length > 0 ? sub.flatMap(leaves) : [type];
}

/** The member of a union that the object most looks like, so that errors are about the right type. */
function closestType(types: string[], value: Json): string {
  if (types.length === 1) return types[0]!;
  const named = typeof value.type === 'string' ? value.type.replaceAll('_', '').toLowerCase() : '';
  const score = (type: string): number => {
    const fields = botApi.types[type]?.fields ?? {};
    const known = Object.keys(value).filter((key) => fields[key]).length;
    const missing = Object.keys(fields).filter((key) => fields[key]![1] && value[key] === undefined).length;
    return known - missing * 2 + (named && type.toLowerCase().endsWith(named) ? 100 - type.length : 0);
  };
  return types.reduce((best, type) => (score(type) > score(best) ? type : best));
}

function wrongType(types: string[], place: Place): Error {
  return badRequest(`parameter "${place.path}" of ${place.owner} must be of type ${types.join(' or ')}`);
}
