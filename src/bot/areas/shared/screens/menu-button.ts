import type { Voice } from '../../../voice.js';
import { tapButton, type Button } from '../../../screen.js';

/** Leads back to the main menu. */
export const menuButton = (voice: Voice): Button => tapButton(voice.texts.shared.buttons.menu, 'menu');
