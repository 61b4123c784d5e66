import { inColumn, paragraphs, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** What the bot has to read. */
export const infoMenu = (voice: Voice, entries: readonly Button[]): Screen => ({
  text: paragraphs(`<b>${voice.texts.info.title}</b>`, voice.texts.info.ask),
  keyboard: [...inColumn(entries), [menuButton(voice)]],
});
