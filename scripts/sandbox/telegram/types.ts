/** A JSON object as the Bot API speaks it. */
export type Json = Record<string, unknown>;

/** A person who plays in the sandbox; ids are strings on our side and numbers in the Bot API. */
export interface Person {
  id: string;
  firstName: string;
  lastName?: string;
  username?: string;
  languageCode?: string;
  isDeactivated?: boolean;
}

/** A message as the Bot API writes it; only the fields the stand-in reads are named. */
export interface ApiMessage extends Json {
  message_id: number;
  date: number;
  chat: Json & { id: number };
  from?: Json & { id: number };
  text?: string;
  entities?: Json[];
  caption?: string;
  caption_entities?: Json[];
  reply_markup?: { inline_keyboard: Json[][] };
  message_thread_id?: number;
}

/** A message of a chat with what the Bot API does not show: keyboards under the input field, deletion. */
export interface StoredMessage {
  api: ApiMessage;
  isDeleted: boolean;
  keyboard?: Json;
  invoicePayload?: string;
  /** Emoji the bot reacted with. */
  reactions?: string[];
}

/** A topic of a forum. */
export interface Topic {
  id: number;
  name: string;
  iconColor: number;
  isClosed: boolean;
  /** The bot that made it; it may change and close it without the right to. */
  madeBy?: string;
}

/** What files are to Telegram; each is sent by a method of its own. */
export type FileKind =
  'animation' | 'audio' | 'document' | 'photo' | 'sticker' | 'video' | 'video_note' | 'voice';

/** Where somebody stands in a group or channel, in the words of the Bot API. */
export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

/** A dialog of one bot with one person, or a group or channel shared by all. */
export interface Chat {
  key: string;
  id: string;
  type: 'private' | 'group' | 'supergroup' | 'channel';
  title?: string;
  username?: string;
  isForum: boolean;
  botId?: string;
  isStarted: boolean;
  isBlocked: boolean;
  migratedTo?: string;
  nextMessageId: number;
  messages: Map<number, StoredMessage>;
  members: Map<string, MemberStatus>;
  /** Rights that admins do not have, by their ids. */
  missingRights?: Record<string, string[]>;
  topics: Map<number, Topic>;
  pinned: number[];
  typingUntil: number;
}

/** An update that its bot has not confirmed yet. */
export interface PendingUpdate {
  update: Json & { update_id: number };
  queue: string;
  expiresAt: number;
}

/** A webhook as setWebhook left it, with its last error. */
export interface Webhook {
  url: string;
  secretToken?: string;
  maxConnections: number;
  ipAddress?: string;
  lastErrorAt?: number;
  lastErrorMessage?: string;
}

/** What an invoice sells, in a message or behind a link. */
export interface Invoice {
  title: string;
  description: string;
  currency: string;
  totalAmount: number;
  payload: string;
  /** Seconds after which it is charged again; absent: never. */
  subscriptionPeriod?: number;
}

/** Stars that came in, were given back (under the id of their payment) or were withdrawn; `date` in Unix seconds. */
export interface StarTransaction {
  kind: 'payment' | 'refund' | 'withdrawal';
  id: string;
  amount: number;
  date: number;
  /** '' for a withdrawal. */
  personId: string;
  payload: string;
  subscriptionPeriod?: number;
}

/** A subscription paid in Stars, named by its first charge. */
export interface StarSubscription {
  chargeId: string;
  personId: string;
  invoice: Invoice;
  /** Unix seconds. */
  expiresAt: number;
  state: 'active' | 'canceled' | 'failed';
  isStoppedByBot: boolean;
}

/** A bot's account in Stars; its transactions oldest first. */
export interface StarAccount {
  links: { slug: string; invoice: Invoice }[];
  transactions: StarTransaction[];
  subscriptions: StarSubscription[];
}

/** A bot account of the stand-in. */
export interface BotAccount {
  id: string;
  token: string;
  username: string;
  firstName: string;
  hasTopics: boolean;
  /** It hears all that is said in its groups, also where it is no admin; else only commands and replies to it. */
  readsAll?: boolean;
  nextUpdateId: number;
  pending: PendingUpdate[];
  allowedUpdates: string[] | null;
  webhook: Webhook | null;
  webhookSetAt: number;
  commands: Map<string, Json[]>;
  settings: Map<string, unknown>;
  stars: StarAccount;
}

/** A file somebody uploaded; the bytes are shared by every bot, the file_id is not. */
export interface StoredFile {
  uniqueId: string;
  bytes: Buffer;
  name: string;
  mimeType: string;
  width: number;
  height: number;
}

/** A file part of a multipart request. */
export interface UploadedFile {
  isUpload: true;
  name: string;
  mimeType: string;
  bytes: Buffer;
}

/** What a bot answered to a button press. */
export interface CallbackAnswer {
  text?: string;
  showAlert: boolean;
  url?: string;
}

/** A callback or pre-checkout query that waits for its answer. */
export interface OpenQuery {
  id: string;
  kind: 'callback' | 'pre_checkout';
  botId: string;
  personId: string;
  chatKey: string;
  /** 0: an invoice link was paid. */
  messageId: number;
  /** What a pre-checkout query asks about. */
  invoice?: Invoice;
  expiresAt: number;
  settle?: (answer: CallbackAnswer) => void;
}

/** A call as the stand-in saw it. */
export interface RecordedCall {
  token: string;
  botId: string;
  method: string;
  params: Json;
  chatId?: string;
  at: number;
  endedAt?: number;
  result?: unknown;
  error?: { code: number; description: string; retryAfter?: number };
}
