import { Context, Telegram } from 'telegraf';
import type { Update, UserFromGetMe } from 'telegraf/types';
import { now } from '#platform/clock.js';
import type { Vault } from '#platform/secrets.js';
import type { Admission, ConversationState, Person } from '#services/people/admit-update.js';
import type { Membership } from '#services/people/check-channel.js';
import type { SeenNodes } from '#services/servers/seen-nodes.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { BotSnapshot } from '#services/snapshots/bot-snapshot.js';
import { TenantScopeError, type Tenant, type Tx } from '#tenancy/scope.js';
import type { Action } from './action.js';
import { findAction, findStartLink, listCommands, listInfoEntries, listMenuEntries } from './areas.js';
import type { Pace } from './bot-means.js';
import { readCallbackData } from './callback-data.js';
import {
  answeredTap,
  chatMenu,
  editedMessage,
  newMessages,
  newQr,
  replacedPicture,
  type OutgoingCall,
} from './outgoing-calls.js';
import { sentMedia, type MediaItem } from './media-calls.js';
import type { OneShotState } from './one-shot-state.js';
import type { Incoming } from './read-update.js';
import type { Button, Screen } from './screen.js';
import type { SupportWays } from './areas/shared/screens/support-button.js';
import { supportWays } from './support-ways.js';
import { voiceOf, type Voice } from './voice.js';

/** Telegraf's client without a network: handlers run inside a transaction, so calls leave as jobs. */
class SilentTelegram extends Telegram {
  override callApi(method: string): never {
    throw new TenantScopeError(
      `${method} while an update is handled: use show, send or answer of the context`,
    );
  }
}

const silentTelegram = new SilentTelegram('0:none');

/** What a person's message or tap in a private chat is handled with. */
export interface Encounter {
  readonly tenant: Tenant;
  readonly tx: Tx;
  readonly snapshot: BotSnapshot;
  /** Where people reach the ingress; undefined: nowhere. */
  readonly publicUrl: string | undefined;
  readonly vault: Vault;
  readonly membership: Membership;
  /** For what channels were asked beside using the bot; absent: for nothing. */
  readonly purpose?: Action['purpose'];
  /** The panel's servers, where the update asks for them; undefined: nobody has seen them yet. */
  readonly nodes: SeenNodes | undefined;
  /** Absent: `served`. */
  readonly pace?: Pace;
  readonly incoming: Extract<Incoming, { kind: 'message' | 'tap' }>;
  readonly admission: Admission;
}

const botInfoOf = (settings: BotSettings): UserFromGetMe => ({
  id: Number(settings.telegramBotId),
  is_bot: true,
  first_name: settings.name,
  username: settings.username,
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
});

/** One update of one bot, as commands and actions see it; made for the update and thrown away with it. */
export class BotContext extends Context {
  readonly tenant: Tenant;
  readonly tx: Tx;
  /** The bot as it was when the update came; what decides about money is read in the transaction (`readTerms`). */
  readonly snapshot: BotSnapshot;
  readonly publicUrl: string | undefined;
  /** Seals what people type that nobody else may read. */
  readonly vault: Vault;
  readonly membership: Membership;
  /** For what channels were asked beside using the bot. */
  readonly purpose: Action['purpose'];
  readonly nodes: SeenNodes | undefined;
  /** Since when the bot is under maintenance because the panel is away; null: it is not. */
  readonly panelAwaySince: Date | null;
  /** Does the person send faster than the bot serves them? */
  readonly pace: Pace;
  readonly incoming: Encounter['incoming'];
  readonly person: Person;
  /** Where the chat stands; what is put here is saved with everything else. */
  conversation: ConversationState;
  /** What the update before this one left. */
  readonly oneShot: OneShotState;
  /** What areas say of a registration in the welcome, in HTML. */
  readonly welcomeWords: string[] = [];
  private isAnswered = false;
  private readonly outgoing: OutgoingCall[] = [];

  constructor(update: Update, encounter: Encounter) {
    super(update, silentTelegram, botInfoOf(encounter.snapshot.settings));
    this.tenant = encounter.tenant;
    this.tx = encounter.tx;
    this.snapshot = encounter.snapshot;
    this.publicUrl = encounter.publicUrl;
    this.vault = encounter.vault;
    this.membership = encounter.membership;
    this.purpose = encounter.purpose;
    this.nodes = encounter.nodes;
    this.panelAwaySince = encounter.admission.panelAwaySince;
    this.pace = encounter.pace ?? 'served';
    this.incoming = encounter.incoming;
    this.person = encounter.admission.person;
    const { state, data } = encounter.admission.conversation;
    // Rows have it under the name of its first version.
    const { afterword: oneShot = {}, ...lasting } = data;
    this.oneShot = oneShot as OneShotState;
    this.conversation = { state, data: lasting };
  }

  /** The bot's face and configuration. */
  get settings(): BotSettings {
    return this.snapshot.settings;
  }

  /** How the bot speaks to this person. */
  get voice(): Voice {
    return voiceOf(this.person.language, this.settings.values.time_zone);
  }

  /** How people get help in this bot. */
  get support(): SupportWays {
    return supportWays(this.snapshot);
  }

  /** The commands that the person has, with their descriptions in their language. */
  get commands(): ReturnType<typeof listCommands> {
    return listCommands(this.person.language, this.person.adminRole);
  }

  /** The buttons that areas have in the person's main menu. */
  get menuEntries(): Button[] {
    return listMenuEntries(this);
  }

  /** The buttons that areas have in the person's information menu. */
  get infoEntries(): Button[] {
    return listInfoEntries(this);
  }

  /** May a button of admins open what an action of this name shows? */
  isPage(action: string): boolean {
    return findAction(action)?.isPage === true;
  }

  /** What a link of this bot with that payload opens; undefined: nothing. */
  async openLink(payload: string): Promise<Screen | undefined> {
    const found = findStartLink(payload);
    return found?.link.run(this, found.argument);
  }

  /** When the update is handled. */
  get at(): Date {
    return new Date(now());
  }

  /** May this person choose among languages in this bot? */
  get canChooseLanguage(): boolean {
    const { language_selection: isOn, offered_languages: offered } = this.settings.values;
    return isOn && offered.length > 1;
  }

  /** Which button was tapped, on which message; undefined for a message, and where a button is not ours to know. */
  get tapKey(): string | undefined {
    if (this.incoming.kind !== 'tap') return undefined;
    const { data, pictureId, messageId = pictureId } = this.incoming;
    return messageId === undefined ? undefined : readCallbackData(data) && `${messageId} ${data}`;
  }

  /** Leaves word for the next update of this chat, in place of what was left before. */
  leave(oneShot: OneShotState): void {
    this.conversation = { ...this.conversation, data: { ...this.conversation.data, afterword: oneShot } };
  }

  /** Leaves for the next update what was left for this one, when nothing of it was answered. */
  carryOver(): void {
    if (Object.keys(this.oneShot).length > 0) this.leave(this.oneShot);
  }

  /** Has the welcome say something of what follows the registration, in HTML. */
  welcomeWith(words: string): void {
    this.welcomeWords.push(words);
  }

  /** Shows a screen in place of the message whose button was tapped, else as a new message. */
  show(screen: Screen): void {
    const { incoming } = this;
    const { messageId, pictureId } = incoming.kind === 'tap' ? incoming : {};
    if (messageId !== undefined) this.outgoing.push(...editedMessage(incoming.chatId, messageId, screen));
    else if (pictureId !== undefined)
      this.outgoing.push(...replacedPicture(incoming.chatId, pictureId, screen));
    else this.send(screen);
  }

  /** Sends a screen as a new message. */
  send(screen: Screen): void {
    this.outgoing.push(...newMessages(this.incoming.chatId, screen));
  }

  /** Shows the commands that the person has beside the field in which they write, in this chat. */
  showCommands(): void {
    this.outgoing.push(chatMenu(this.incoming.chatId, this.commands));
  }

  /** Sends a QR code that says `content`, with a screen as its caption. */
  sendQr(content: string, screen: Screen): void {
    this.outgoing.push(newQr(this.incoming.chatId, content, screen));
  }

  /** Sends a file that this bot knows, with a caption in HTML (1024 signs). */
  sendFile(file: MediaItem): void {
    const { lostFile } = this.voice.texts.desk.copy;
    const lost = this.voice.say(lostFile, { name: '' }).trim();
    this.outgoing.push({ ...sentMedia({ chatId: this.incoming.chatId }, file), lost });
  }

  /** Answers the tapped button, once; a second answer is left out. */
  answer(text = '', isAlert = false): void {
    if (this.incoming.kind !== 'tap' || this.isAnswered) return;
    this.isAnswered = true;
    this.outgoing.unshift(answeredTap(this.incoming.callbackId, text, isAlert));
  }

  /** The calls of this update in order, the answer to the tap first; a tap that nobody answered is answered here. */
  takeCalls(): OutgoingCall[] {
    this.answer();
    return this.outgoing.splice(0);
  }
}
