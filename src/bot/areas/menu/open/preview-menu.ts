import type { Update } from 'telegraf/types';
import type { Language } from '#platform/language.js';
import type { Vault } from '#platform/secrets.js';
import { sampleMenuFacts } from '#services/orders/sample-menu-facts.js';
import type { Person } from '#services/people/admit-update.js';
import type { BotSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { BotContext } from '../../../context.js';
import { newMessages, type OutgoingCall } from '../../../outgoing-calls.js';
import { menuOf } from './open-menu.js';

/** Of whom the menu is looked at: somebody without a subscription, with one, or who runs the bot. */
export type MenuSample = 'admin' | 'all' | 'subscriber';

/** The bot whose menu is looked at. */
export interface MenuScene {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly snapshot: BotSnapshot;
  readonly vault: Vault;
  readonly publicUrl: string | undefined;
}

/** No chat of Telegram has this number. */
const nowhere = '0';

/** The calls that would show the main menu to somebody of a kind in a language, made as for them. */
export async function previewMenu(
  scene: MenuScene,
  { language, as }: { readonly language: Language; readonly as: MenuSample },
): Promise<OutgoingCall[]> {
  const facts = await sampleMenuFacts(scene.tenant, scene.tx, { hasSubscription: as === 'subscriber' });
  return newMessages(nowhere, menuOf(sampleContext(scene, language, as), facts));
}

/** The context of an update that somebody of a kind could have sent; nothing of it is kept. */
export function sampleContext(scene: MenuScene, language: Language, as: MenuSample): BotContext {
  const { tenant, tx, snapshot, vault, publicUrl } = scene;
  const profile = { telegramId: nowhere, username: null, firstName: '', lastName: null };
  const person: Person = {
    ...profile,
    id: '0',
    language,
    hasChosenLanguage: true,
    hasAcceptedRules: true,
    hasAcceptedPrivacy: true,
    accepted: { rules: 0, privacy_policy: 0 },
    status: 'active',
    registeredAt: new Date(0),
    balanceToman: 0,
    wantsReminders: true,
    isPartner: false,
    adminRole: as === 'admin' ? 'owner' : undefined,
  };
  return new BotContext({ update_id: 0 } as Update, {
    ...{ tenant, tx, snapshot, vault, publicUrl },
    ...{ membership: { kind: 'not-asked' }, nodes: undefined },
    incoming: {
      ...{ kind: 'tap', chatId: nowhere, profile, hint: language },
      ...{ callbackId: nowhere, data: undefined, messageId: undefined },
    },
    admission: { person, conversation: { state: '', data: {} }, panelAwaySince: null },
  });
}
