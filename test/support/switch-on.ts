import { settingCatalog, settingKeys, type KnownSettingKey } from '#services/settings/catalog.js';

interface Entry {
  isPlanned: boolean;
}

/*
 * Planned settings are put to use while the tests of the `describe` around it run, as the version that
 * reads them will: so what the catalogue can (secrets, needs, columns) is tried before anything uses it.
 */
function switchOn(
  keys: readonly string[],
  catalog: Readonly<Record<string, Entry>>,
  live: readonly string[],
): void {
  const all = live as string[];
  const whole = [...live];
  const entries = keys.map((key) => catalog[key]!);
  const used = keys.filter((key) => !catalog[key]!.isPlanned);
  if (used.length > 0) throw new Error(`${used.join()}: in use already, so it needs no switching on`);
  before(() => {
    for (const entry of entries) entry.isPlanned = false;
    all.push(...keys);
    all.sort();
  });
  after(() => {
    for (const entry of entries) entry.isPlanned = true;
    all.splice(0, all.length, ...whole);
  });
}

/** Puts planned settings to use in the `describe` around it. */
export function switchOnSettings(...keys: readonly KnownSettingKey[]): void {
  switchOn(keys, settingCatalog as unknown as Record<string, Entry>, settingKeys);
}
