import type { ActionName } from '../../../areas.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { turnedPage } from './paged.js';

/** A document of the bot for reading, a page of it. */
export function documentScreen(
  voice: Voice,
  view: { readonly title: string; readonly html: string; readonly page: number; readonly action: ActionName },
): Screen {
  const { html, footer, pager } = turnedPage(voice, { ...view, turn: String });
  return {
    text: paragraphs(`<b>${view.title}</b>`, html, footer),
    keyboard: [...pager, [backButton(voice, 'info'), menuButton(voice)]],
  };
}
