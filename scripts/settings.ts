import { isLanguage, languages, type Language } from '#platform/language.js';
import {
  isSecretKey,
  isSettingKey,
  settingKeys,
  settingOf,
  type SettingKey,
} from '#services/settings/catalog.js';
import type { SettingChange } from '#services/settings/change-settings.js';
import type { SettingType } from '#platform/setting-kinds.js';
import type { BotSettings } from '#services/settings/bot-settings.js';

/** How a value of each type is written on the command line. */
const forms: Readonly<Record<SettingType, string>> = {
  address: 'KEY=https://…',
  choice: 'KEY=CHOICE',
  choices: 'KEY=CHOICE,CHOICE',
  languages: `KEY=${languages.join(',')}`,
  number: 'KEY=NUMBER',
  numbers: 'KEY=NUMBER,NUMBER',
  secret: 'KEY=SECRET',
  switch: 'KEY=on or KEY=off',
  table: 'KEY=JSON',
  text: 'KEY=TEXT',
  'text-per-language': `KEY.fa=TEXT, one for each of ${languages.join(', ')}`,
  texts: 'KEY=TEXT,TEXT',
  time: 'KEY=HH:MM',
  'time-zone': 'KEY=Area/City',
};

function formOf(key: SettingKey): string {
  const { type, choices = [] } = settingOf(key);
  const form = forms[type].replaceAll('KEY', key);
  return type === 'choice' || type === 'choices' ? `${form} of ${choices.join(', ')}` : form;
}

/** Reads `--set KEY=VALUE` and `--unset KEY`; throws a line that names the key and says what would be right. */
export function readSettingChanges(set: readonly string[], unset: readonly string[]): SettingChange[] {
  const changes = [...set.map(readSet), ...unset.map(readUnset)];
  const places = [...set.map((text) => text.split('=')[0]), ...unset];
  const twice = places.find((place, at) => places.indexOf(place) !== at);
  if (twice) throw new Error(`${twice} is changed twice; say it once`);
  return changes;
}

function readSet(text: string): SettingChange {
  const at = text.indexOf('=');
  if (at < 0) throw new Error(`--set ${text}: say KEY=VALUE; --show lists the keys`);
  const { key, language } = readPlace(text.slice(0, at));
  const value = text.slice(at + 1);
  if (value === '') throw new Error(`--set ${key} has no value; to go back to its default: --unset ${key}`);
  return language ? { key, merge: { [language]: value } } : { key, put: readValue(key, value) };
}

function readValue(key: SettingKey, value: string): unknown {
  const { type } = settingOf(key);
  const parts = value.split(',').map((part) => part.trim());
  switch (type) {
    case 'text-per-language':
      throw new Error(`--set ${key}: say ${formOf(key)}`);
    case 'switch':
      return readSwitch(key, value);
    case 'number':
      return readNumber(key, value);
    case 'numbers':
      return parts.map((part) => readNumber(key, part));
    case 'table':
      return readJson(key, value);
    case 'choices':
    case 'languages':
    case 'texts':
      return parts;
    default:
      return value;
  }
}

function readNumber(key: SettingKey, text: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw new Error(`${key} is a number: say ${formOf(key)}`);
  return Number(text);
}

function readJson(key: SettingKey, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${key} is a table: say ${formOf(key)}`);
  }
}

function readUnset(text: string): SettingChange {
  const { key, language } = readPlace(text);
  return language ? { key, merge: { [language]: null } } : { key, unset: true };
}

/** `rules_text.fa` is the Persian part of `rules_text`; other keys have no parts. */
function readPlace(text: string): { key: SettingKey; language?: Language } {
  const [key = '', part, ...rest] = text.split('.');
  if (!isSettingKey(key)) throw new Error(`there is no setting ${key}; ${likeKeys(key)}`);
  if (part === undefined) return { key };
  if (settingOf(key).type !== 'text-per-language' || rest.length > 0 || !isLanguage(part))
    throw new Error(`there is no setting ${text}; say ${formOf(key)}`);
  return { key, language: part };
}

/** Settings that share a word with what was typed. */
function likeKeys(typed: string): string {
  const words = typed
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 2);
  const like = settingKeys.filter((key) => words.some((word) => key.includes(word)));
  return like.length > 0 ? `there are ${like.join(', ')}` : '--show lists those that there are';
}

function readSwitch(key: SettingKey, value: string): boolean {
  const word = value.toLowerCase();
  if (word === 'on' || word === 'true') return true;
  if (word === 'off' || word === 'false') return false;
  throw new Error(`${key} is a switch: say ${formOf(key)}`);
}

/** Every setting with its description, its form on the command line, its default and its present value. */
export function showSettings({ name, username, values }: BotSettings): string {
  const present: Readonly<Record<string, unknown>> = values;
  const blocks = settingKeys.map((key) => {
    const { description, default: standard } = settingOf(key);
    return [
      key,
      `  ${description.en}`,
      `  set by   ${formOf(key)}`,
      `  default  ${indented(showValue(standard))}`,
      `  now      ${isSecretKey(key) ? 'never shown' : indented(showValue(present[key]))}`,
    ].join('\n');
  });
  return [`Settings of @${username} (${name})`, ...blocks].join('\n\n');
}

function showValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return showList(value);
  const parts = Object.entries(value ?? {}).map(([part, text]) => `${part}: ${String(text)}`);
  return parts.join('\n') || 'not set';
}

function showList(list: readonly unknown[]): string {
  if (list.length === 0) return 'none';
  return list.every((one) => typeof one !== 'object') ? list.join(',') : JSON.stringify(list);
}

const indented = (text: string): string => text.replaceAll('\n', `\n${' '.repeat(11)}`);

/** What an operator should know about settings that do not go together; '' when there is nothing to say. */
export function warnOfSettings({ values }: BotSettings): string {
  if (values.channel_required && !values.channel_id)
    return 'Note: channel_required is on, but there is no channel_id, so everybody gets in.';
  return '';
}
