import type { AcceptedKind } from '#services/settings/page-texts.js';
import type { ActionName } from '../../../areas.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { turnedPage } from './paged.js';

/** The buttons under what must be accepted. */
const actionsOf: Readonly<
  Record<
    AcceptedKind,
    { readonly accept: ActionName; readonly decline: ActionName; readonly read: ActionName }
  >
> = {
  rules: { accept: 'accept-rules', decline: 'decline-rules', read: 'read-rules' },
  privacy_policy: { accept: 'accept-privacy', decline: 'decline-privacy', read: 'read-privacy' },
};

/** What a person must accept. */
export interface DemandView {
  readonly kind: AcceptedKind;
  /** In Telegram's HTML. */
  readonly html: string;
  /** Which version that is; 0: our own words. */
  readonly version: number;
  readonly page: number;
  /** `declined`: they have just said no; `renewed`: everybody is asked again; `changed`: it became another one while they read. */
  readonly note?: 'changed' | 'declined' | 'renewed' | undefined;
}

/** The number of a version as the argument of a button; that of our own words needs none. */
const versionArgument = (version: number): string => (version === 0 ? '' : String(version));

/** A text that must be accepted, a page of it; below the last one stand its two answers. The button to accept names the version. */
export function demandScreen(voice: Voice, view: DemandView): Screen {
  const { registration, info } = voice.texts;
  const { kind, version, note } = view;
  const isRules = kind === 'rules';
  const actions = actionsOf[kind];
  const { html, isLast, footer, pager } = turnedPage(voice, {
    ...{ html: view.html, page: view.page, action: actions.read },
    turn: (page) => `${version}.${page}`,
  });
  const ask = isRules ? registration.rules.ask : info.demand.privacyAsk;
  const question = note === 'renewed' ? info.demand.renewed : ask;
  const declined = isRules ? registration.rules.declined : info.demand.privacyDeclined;
  const below = isLast ? question : info.demand.readOn;
  const { accept, decline } = registration.buttons;
  return {
    text: paragraphs(
      `<b>${isRules ? registration.rules.title : info.privacyTitle}</b>`,
      note === 'changed' && info.demand.changed,
      html,
      footer,
      note === 'declined' ? declined : below,
    ),
    keyboard: [
      ...pager,
      ...(isLast ? [[tapButton(accept, actions.accept, versionArgument(version))]] : []),
      [tapButton(decline, actions.decline)],
    ],
  };
}
