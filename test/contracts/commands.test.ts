import { expect } from 'chai';
import { allCommands, areas, findCommand, listCommands, type Area } from '#bot/areas.js';
import { commandMenus } from '#bot/command-menus.js';
import { textsOf } from '#bot/texts/index.js';
import { languages } from '#platform/language.js';

describe('the registry of commands', () => {
  it('is shown by name, whichever area a command is of', () => {
    const shown = listCommands('en').map(({ command }) => command);
    expect(shown).to.deep.equal(['help', 'language', 'menu', 'paysupport', 'start']);
  });

  it('tells nobody of what is for owners only', () => {
    const owners = allCommands().filter(({ isForOwners }) => isForOwners);
    expect(owners.map(({ name }) => name)).to.deep.equal(['logo', 'maintenance', 'statement']);
    for (const language of languages)
      expect(listCommands(language).map(({ command }) => command)).not.to.include.members([
        'logo',
        'maintenance',
        'statement',
      ]);
  });

  it('shows what is for few to those who have it: receipts to all who review, the account to owners', () => {
    const names = (role: 'admin' | 'owner' | 'reviewer') =>
      listCommands('en', role).map(({ command }) => command);
    for (const role of ['admin', 'owner', 'reviewer'] as const) {
      expect(names(role), role).to.include.members(listCommands('en').map(({ command }) => command));
      expect(names(role), role).to.include('receipts');
      expect(names(role).includes('statement'), role).to.equal(role === 'owner');
    }
    expect(names('owner')).to.deep.equal(allCommands().map(({ name }) => name));
  });

  it('has no doubles, and in each area the names of its texts', () => {
    const listed = Object.entries<Area>(areas).flatMap(([area, { commands = [] }]) =>
      commands.map(({ name }) => `${area}.${name}`),
    );
    const described = Object.entries(textsOf.en).flatMap(([area, texts]) =>
      'commands' in texts ? Object.keys(texts.commands).map((name) => `${area}.${name}`) : [],
    );
    expect(listed).to.have.members(described);
    expect(listed.length).to.equal(allCommands().length);
    for (const name of listed)
      expect(findCommand(name.split('.')[1] as string), name).to.not.equal(undefined);
    expect(new Set(listed.map((name) => name.split('.')[1])).size).to.equal(listed.length);
  });

  it('has names and descriptions that Telegram takes, in every language', () => {
    for (const language of languages)
      for (const { command, description } of listCommands(language)) {
        expect(command).to.match(/^[a-z0-9_]{1,32}$/);
        expect(description.length).to.be.within(3, 256);
      }
  });

  it('finds a command by its name only', () => {
    expect(findCommand('menu')?.name).to.equal('menu');
    expect(findCommand('constructor')).to.equal(undefined);
  });

  it("has a menu in each language, and the bot's own for everybody else", () => {
    for (const standard of languages) {
      const menus = commandMenus(standard);
      expect(menus.map((menu) => menu.language_code)).to.deep.equal([undefined, ...languages]);
      expect(menus.map((menu) => menu.commands)).to.deep.equal(
        [standard, ...languages].map((language) => listCommands(language)),
      );
    }
  });
});
