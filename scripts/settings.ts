import { isLanguage, languages, type Language } from '#platform/language.js';
import type { SettingChange } from '#services/change-settings.js';
import type { BotSettings } from '#services/read-settings.js';
import {
  isSettingKey,
  settingCatalog,
  type SettingKey,
  type SettingType,
} from '#services/setting-catalog.js';

const keys = Object.keys(settingCatalog) as SettingKey[];

/** How a value of each type is written on the command line. */
const forms: Readonly<Record<SettingType, string>> = {
  address: 'KEY=https://…',
  languages: `KEY=${languages.join(',')}`,
  switch: 'KEY=on or KEY=off',
  text: 'KEY=TEXT',
  'text-per-language': `KEY.fa=TEXT, one for each of ${languages.join(', ')}`,
  'time-zone': 'KEY=Area/City',
};
const formOf = (key: SettingKey): string => forms[settingCatalog[key].type].replaceAll('KEY', key);

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
  const { type } = settingCatalog[key];
  if (value === '') throw new Error(`--set ${key} has no value; to go back to its default: --unset ${key}`);
  if (language) return { key, merge: { [language]: value } };
  if (type === 'text-per-language') throw new Error(`--set ${key}: say ${formOf(key)}`);
  if (type === 'switch') return { key, put: readSwitch(key, value) };
  return { key, put: type === 'languages' ? value.split(',').map((code) => code.trim()) : value };
}

function readUnset(text: string): SettingChange {
  const { key, language } = readPlace(text);
  return language ? { key, merge: { [language]: null } } : { key, unset: true };
}

/** `rules_text.fa` is the Persian part of `rules_text`; other keys have no parts. */
function readPlace(text: string): { key: SettingKey; language?: Language } {
  const [key = '', part, ...rest] = text.split('.');
  if (!isSettingKey(key)) throw new Error(`there is no setting ${key}; there are ${keys.join(', ')}`);
  if (part === undefined) return { key };
  if (settingCatalog[key].type !== 'text-per-language' || rest.length > 0 || !isLanguage(part))
    throw new Error(`there is no setting ${text}; say ${formOf(key)}`);
  return { key, language: part };
}

function readSwitch(key: SettingKey, value: string): boolean {
  const word = value.toLowerCase();
  if (word === 'on' || word === 'true') return true;
  if (word === 'off' || word === 'false') return false;
  throw new Error(`${key} is a switch: say ${formOf(key)}`);
}

/** Every setting with its description, its form on the command line, its default and its present value. */
export function showSettings({ name, username, values }: BotSettings): string {
  const blocks = keys.map((key) => {
    const { description, default: standard } = settingCatalog[key];
    return [
      key,
      `  ${description}`,
      `  set by   ${formOf(key)}`,
      `  default  ${indented(showValue(standard))}`,
      `  now      ${indented(showValue(values[key]))}`,
    ].join('\n');
  });
  return [`Settings of @${username} (${name})`, ...blocks].join('\n\n');
}

function showValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.join(',');
  if (typeof value === 'string') return value;
  const parts = Object.entries(value ?? {}).map(([part, text]) => `${part}: ${String(text)}`);
  return parts.join('\n') || 'not set';
}

const indented = (text: string): string => text.replaceAll('\n', `\n${' '.repeat(11)}`);

/** What an operator should know about settings that do not go together; '' when there is nothing to say. */
export function warnOfSettings({ values }: BotSettings): string {
  if (values.channel_required && !values.channel_id)
    return 'Note: channel_required is on, but there is no channel_id, so everybody gets in.';
  return '';
}
