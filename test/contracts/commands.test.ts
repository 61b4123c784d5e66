import { expect } from 'chai';
import { actions } from '#bot/actions/index.js';
import { commandMenus } from '#bot/command-menus.js';
import { commands, findCommand, listCommands } from '#bot/commands/index.js';
import { writeCallbackData } from '#bot/callback-data.js';
import { textsOf } from '#bot/texts/index.js';
import { languages } from '#platform/language.js';

const sorted = (list: readonly string[]): string[] => [...list].sort();

describe('the registry of commands', () => {
  const names = commands.map((command) => command.name);

  it('is alphabetical, without doubles, with the names of the texts', () => {
    expect(names).to.deep.equal(sorted(names));
    expect(new Set(names).size).to.equal(names.length);
    expect(names).to.have.members(Object.keys(textsOf.en.commands));
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

describe('the registry of buttons', () => {
  const names = actions.map((action) => action.name);

  it('is alphabetical, without doubles, with names that fit a button', () => {
    expect(names).to.deep.equal(sorted(names));
    expect(new Set(names).size).to.equal(names.length);
    for (const name of names) expect(writeCallbackData(name, 'x'.repeat(39)).length).to.be.at.most(64);
  });

  it('says for each action when it counts', () => {
    for (const action of actions) expect(action.isForRegistered || action.step, action.name).to.be.ok;
  });
});
