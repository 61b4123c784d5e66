import { log } from '#platform/log.js';
import { settingOwner, type Vault } from '#platform/secrets.js';
import {
  isSecretKey,
  settingCatalog,
  settingKeys,
  settingOf,
  type SettingKey,
  type SettingValues,
  type OpenKey,
  type SecretKey,
} from './catalog.js';
import { hidden } from '#platform/setting-kinds.js';
import { madeOnce } from '#platform/made-once.js';
import { RefusedValueError } from './refused-value.js';

/** How a secret lies in the database: sealed for its bot and key, and what may be shown of it. */
interface SealedSecret {
  readonly sealed: string;
  readonly hint: string;
}

/** Secrets at least this long show their last four characters. */
const longSecret = 16;

/** What is stored for a secret of a bot. */
export function sealSecret(
  vault: Vault,
  { botId, key, plain }: { botId: string; key: SecretKey; plain: string },
): SealedSecret {
  const end = plain.length >= longSecret ? plain.slice(-4) : '';
  return { sealed: vault.encrypt(plain, settingOwner(botId, key)), hint: `${hidden}${end}` };
}

/** The secret in clear; null where none is stored. Throws as `Vault.decrypt` does. */
export function openSecret(
  vault: Vault,
  { botId, key, stored }: { botId: string; key: SecretKey; stored: unknown },
): string | null {
  return isSealed(stored) ? vault.decrypt(stored.sealed, settingOwner(botId, key)) : null;
}

const isSealed = (stored: unknown): stored is SealedSecret =>
  typeof stored === 'object' && stored !== null && 'sealed' in stored && typeof stored.sealed === 'string';

/** What is stored, without choices that have no effect. */
function chosenOf(key: SettingKey, stored: unknown): unknown {
  const { plannedChoices = [] } = settingOf(key);
  return Array.isArray(stored) ? stored.filter((one) => !plannedChoices.includes(one as string)) : stored;
}

/** A stored value as it may be shown: of a secret only its hint. */
export function showStored(key: SettingKey, stored: unknown): unknown {
  if (!isSecretKey(key)) return chosenOf(key, stored);
  return isSealed(stored) ? stored.hint : null;
}

/** Most characters of a value as JSON: a document in each language fits, a table without end is not even looked at. */
const longestValue = 60_000;

/** Checks a value; throws RefusedValueError 'setting.refused'. */
export function checkSetting(key: SettingKey, value: unknown): unknown {
  if ((JSON.stringify(value) ?? '').length > longestValue)
    throw refused(key, `is larger than ${longestValue} characters of JSON`);
  const result = settingOf(key).schema.safeParse(value);
  if (!result.success) throw refused(key, faultOf(result.error));
  const fault = settingOf(key).demand?.(result.data as never);
  if (fault) throw refused(key, fault);
  return result.data;
}

const refused = (key: SettingKey, fault: string): RefusedValueError =>
  new RefusedValueError('setting.refused', { key, fault });

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What zod found wrong, in one line. */
export const faultOf = ({ issues }: { readonly issues: readonly Issue[] }): string =>
  issues
    .slice(0, 5)
    .map(({ path, message }) => (path.length ? `${path.map(String).join('.')}: ${message}` : message))
    .join('; ');

const isOpen = (key: SettingKey): key is OpenKey => !isSecretKey(key);

/** What holds while nobody set anything. */
export const standardValues = Object.freeze(
  Object.fromEntries(Object.entries(settingCatalog).map(([key, { default: standard }]) => [key, standard])),
) as SettingValues;

/**
 * The values of a bot with defaults filled in, frozen; a stored one that the catalogue refuses is logged and counts as not set.
 */
export const valuesOf = madeOnce((botId, stored: Readonly<Record<string, unknown>>): SettingValues => {
  const own = settingKeys
    .filter(isOpen)
    .filter((key) => Object.hasOwn(stored, key))
    .map((key) => {
      const { schema, default: standard } = settingOf(key);
      const result = schema.safeParse(chosenOf(key, stored[key]));
      if (result.success) return [key, result.data];
      const fault = faultOf(result.error);
      log.warn(
        { bot: botId, setting: key, fault },
        'a stored setting is invalid; the default is used until it is set again',
      );
      return [key, standard];
    });
  return { ...standardValues, ...(Object.fromEntries(own) as Partial<SettingValues>) };
});
