import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import { inRows, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import {
  connectButton,
  copyButton,
  qrButton,
  type ConnectSettings,
} from '../../subscriptions/screens/link-buttons.js';
import { factLines, linkParagraph, nameOf } from '../../subscriptions/screens/subscription-facts.js';

/** The link is there: the first one, or one in place of another (`isNew` false). */
export function linkReady(
  voice: Voice,
  view: {
    readonly subscription: OwnSubscription;
    readonly isNew: boolean;
    readonly settings: ConnectSettings;
    readonly now: Date;
  },
): Screen {
  const { subscription, settings } = view;
  const { subscriptions: texts } = voice.texts.notices;
  const { buttons } = voice.texts.subscriptions;
  return {
    text: paragraphs(
      view.isNew ? texts.ready : texts.reissued,
      [
        `<b>${voice.say('{name}', { name: nameOf(voice, subscription) })}</b>`,
        ...factLines(voice, subscription, view.now),
      ].join('\n'),
      linkParagraph(voice, subscription, settings.link_hidden),
      texts.howToConnect,
    ),
    keyboard: [
      ...inRows([
        connectButton(voice, subscription, settings),
        qrButton(voice, subscription),
        copyButton(voice, subscription.link),
        tapButton(buttons.subscription, 'subscription', subscription.id),
      ]),
      [menuButton(voice)],
    ],
  };
}
