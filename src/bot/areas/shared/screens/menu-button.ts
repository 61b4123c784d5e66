import { tapButton, type Button } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Leads back to the main menu. */
export const menuButton = (voice: Voice): Button => tapButton(voice.texts.shared.buttons.menu, 'menu');
