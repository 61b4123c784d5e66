import type { NoticeAbout, NoticeKind, PersonNoticeKind } from '#services/notices/catalog.js';
import type { Recipient } from '#services/notices/read-recipient.js';
import type { SettingValues } from '#services/settings/catalog.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import type { Screen } from '../../screen.js';
import type { SupportWays } from '../shared/screens/support-button.js';
import type { Voice } from '../../voice.js';

/** Where a notice is told: the open transaction, and the bot that it is about. */
export interface Scene {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly settings: BotSettings;
  /** How people of the bot get help. */
  readonly support: SupportWays;
}
/** The same with the person who hears it. */
export interface PersonScene extends Scene {
  readonly recipient: Recipient;
}

/** What is said, in the language of whoever hears it. */
export interface Said {
  readonly screen: (voice: Voice) => Screen;
  /** What the bot's admins may have chosen not to hear of (`admin_notice_kinds`); absent: they hear of it. */
  readonly choice?: SettingValues['admin_notice_kinds'][number];
}

/** Reads the facts of a notice; undefined: there is nothing to tell any more. */
export type Saying<K extends NoticeKind> = (
  scene: K extends PersonNoticeKind ? PersonScene : Scene,
  about: NoticeAbout<K>,
) => Promise<Said | undefined>;

/** A saying whose kind is not known at compile time; `sendNotice` gives it the scene and checks what it is about. */
export type AnySaying = (scene: Scene, about: unknown) => Promise<Said | undefined>;
