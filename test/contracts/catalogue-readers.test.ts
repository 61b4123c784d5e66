import { expect } from 'chai';
import { settableBotFields } from '#api/bots.js';
import { findGateway, gatewaySettings } from '#gateways/registry.js';
import { featureCatalog, featureOf, type KnownFeatureKey } from '#services/features/catalog.js';
import { settingCatalog, settingOf, type SettingKey } from '#services/settings/catalog.js';
import { readSources, type Reads } from '../support/find-reads.js';

/*
 * What an operator can set does something: the compiler looks for the code that reads it. Naming a key in the catalogue,
 * in a rule between settings or in a template of features is no reading.
 */
const isNoReader = (file: string): boolean =>
  /^src\/services\/(settings\/(groups\/|(catalog|history|kinds|rules|values)\.)|features\/(catalog|planned|apply-feature-template)\.)/.test(
    file,
  );
/** Showing a bot's row, or taking it from the contract, is no use of it. */
const showsBots = /^src\/workers\/endpoints\/(present-bot|wallet|bots)\.ts$/;

const settings = Object.keys(settingCatalog) as SettingKey[];
const features = Object.keys(featureCatalog) as KnownFeatureKey[];
const fields = Object.keys(settableBotFields.shape);

describe('what can be set has a reader', function () {
  this.timeout(120_000);
  let reads: Reads;
  before(() => {
    reads = readSources(isNoReader);
  });

  /** The files that read a key of a catalogue: as a property of its values, or handed on as a word. */
  const readersOf = (key: string, all: readonly string[]): string[] => {
    const names = new Set(all);
    return [...reads.ofProperty(key, names), ...reads.asWord(key, names)];
  };
  /** What the directory takes over of a bot, it selects by its key. */
  const isSelected = (key: string): boolean =>
    reads.sqlOfFilesThatName('bot_configurations').some((sql) => sql.includes(`config_key = '${key}'`));
  /** Ways to pay are asked for by the registry of gateways, all alike. */
  const isAsked = (feature: KnownFeatureKey): boolean =>
    findGateway(feature) !== undefined || readersOf(feature, features).length > 0;
  const columnOf = (field: string) => features.find((key) => featureOf(key).column === field);
  const readersOfColumn = (field: string): string[] => {
    const attribute = field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const found = [...reads.ofColumn(field), ...reads.ofClass(attribute, 'Bot')];
    return found.filter((file) => !showsBots.test(file));
  };

  it('each setting is read somewhere', () => {
    const read = new Set<string>(
      settings.filter((key) => isSelected(key) || readersOf(key, settings).length > 0),
    );
    expect(
      settings.filter((key) => !read.has(key)),
      'nothing reads these',
    ).to.deep.equal([]);
  });

  it('each feature that is not planned is asked for somewhere, and no planned one is', () => {
    const asked = new Set<string>(features.filter(isAsked));
    const planned = features.filter((key) => featureOf(key).isPlanned);
    expect(
      features.filter((key) => !asked.has(key)),
      'nothing asks for these: ask, or put them on the list features/planned.ts',
    ).to.deep.equal(planned);
  });

  it('each choice of a setting that takes several is used somewhere, and no planned one is offered', () => {
    const many = settings.filter((key) => settingOf(key).type === 'choices');
    expect(many).to.include('admin_notice_kinds');
    // What a gateway chooses from is in its own words, which it is handed as they are.
    for (const key of many.filter((one) => !Object.hasOwn(gatewaySettings, one))) {
      const { choices = [], plannedChoices = [] } = settingOf(key);
      const idle = choices.filter((choice) => reads.asWord(choice, new Set(choices)).length === 0);
      expect(idle, key).to.deep.equal([]);
      expect(
        choices.filter((choice) => plannedChoices.includes(choice)),
        key,
      ).to.deep.equal([]);
    }
  });

  it('each column of a bot that its operators may set is read somewhere', () => {
    const isUsed = (field: string): boolean => {
      const feature = columnOf(field); // Such a column is half of a feature's switch, and read by asking for it.
      return feature ? isAsked(feature) : readersOfColumn(field).length > 0;
    };
    const unused = fields.filter((field) => !isUsed(field));
    expect(unused, 'nothing reads these').to.deep.equal([]);
  });
});
