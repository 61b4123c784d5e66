import { expect } from 'chai';
import { mainMenu, type MenuView } from '#bot/areas/menu/screens/main-menu.js';
import type { Button } from '#bot/screen.js';
import { voiceOf } from '#bot/voice.js';
import type { MenuButton } from '#services/menus/menu-button.js';
import { menuView } from '../../support/bot/menu-view.js';

const shown = { isShown: true, isWide: false, labels: {} };
const place = (action: string, more: object = {}): MenuButton => ({
  ...{ kind: 'built_in', action, ...shown },
  ...more,
});
const nameOf = (button: Button): string => ('callback_data' in button ? button.callback_data : button.text);
const rowsOf = (view: Partial<MenuView>, language: 'en' | 'fa' = 'en') =>
  (mainMenu(voiceOf(language), menuView(view)).keyboard ?? []).map((row) => row.map(nameOf));
const fresh = { text: 'New', callback_data: 'gifts' };

describe('the layout of the main menu', () => {
  it('is as it comes where nobody laid it out, two in a row', () => {
    expect(rowsOf({})).to.deep.equal([
      ['wallet', 'profile'],
      ['language', 'help'],
      [rowsOf({}).flat().at(-1)],
    ]);
  });

  it('puts a button that is new in a version beside what it usually stands beside', () => {
    const layout = [place('help'), place('profile'), place('language'), place('wallet')];
    expect(
      rowsOf({ layout, entries: [fresh] })
        .flat()
        .slice(-2),
    ).to.deep.equal(['wallet', 'gifts']);
    const first = [place('profile'), place('help')];
    expect(
      rowsOf({ layout: first, entries: [fresh] })
        .flat()
        .slice(0, 4),
    ).to.deep.equal([...['wallet', 'gifts', 'profile', 'language']]);
  });

  it('gives a wide button its row, and closes the row before it', () => {
    const layout = [place('profile'), place('help', { isWide: true }), place('wallet'), place('language')];
    const rows = rowsOf({ layout, support: undefined });
    expect(rows).to.deep.equal([['profile'], ['help'], ['wallet', 'language']]);
  });

  it('never hides what people have, their money and help, whatever a row says', () => {
    const layout = ['help', 'wallet', 'profile'].map((action) => place(action, { isShown: false }));
    expect(rowsOf({ layout }).flat()).to.include.members(['help', 'wallet']).and.not.include('profile');
  });

  it('goes on without what a version has no more: a button, a page', () => {
    const gone = { ...shown, audience: 'everybody', labels: { en: 'Gone' } } as const;
    const layout = [place('no-such'), { kind: 'page', action: 'no-such', ...gone } as const];
    expect(rowsOf({ layout })).to.deep.equal(rowsOf({}));
  });

  it('keeps words with a brand right-to-left in Persian, and falls back to the words of the bot’s language', () => {
    const link = { kind: 'link', url: 'https://t.me/x', ...shown, audience: 'everybody' } as const;
    const layout = [
      { ...link, labels: { fa: 'Telegram کانال ما در' } },
      { ...link, labels: { en: 'Only English', ru: 'Ещё' } },
    ];
    const [row] = mainMenu(voiceOf('fa'), menuView({ layout, defaultLanguage: 'ru' })).keyboard ?? [];
    expect(row?.map(({ text }) => text)).to.deep.equal(['\u200fTelegram کانال ما در', 'Ещё']);
  });

  it('has rows without addresses for Telegram to take in any case', () => {
    const link = {
      kind: 'link',
      url: 'https://t.me/x',
      ...shown,
      labels: { en: 'X' },
      audience: 'everybody',
    } as const;
    const { spare } = mainMenu(voiceOf('en'), menuView({ layout: [link] }));
    expect(spare?.flat().map(nameOf)).to.deep.equal(rowsOf({}).flat());
    expect(mainMenu(voiceOf('en'), menuView()).spare).to.equal(undefined);
  });
});
