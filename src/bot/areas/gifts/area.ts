import type { Area } from '../../areas.js';
import type { BotContext } from '../../context.js';
import { tapButton, type Button } from '../../screen.js';
import { givingActions } from './actions/giving.js';
import { havingActions } from './actions/having.js';
import { giftInputs } from './inputs.js';
import { openTaking } from './open/open-taking.js';

/** To one's own gifts, and to the plans that can be given. */
const menuEntry = ({ snapshot, voice }: BotContext): Button | undefined =>
  snapshot.features.gifts.isOn ? tapButton(voice.texts.gifts.buttons.menu, 'gifts') : undefined;

/** Plans that people buy for somebody else, and take. */
export const giftsArea = {
  actions: [givingActions, havingActions],
  inputs: giftInputs,
  links: [{ prefix: 'gift_', run: openTaking }],
  menuEntries: [menuEntry],
} as const satisfies Area;
