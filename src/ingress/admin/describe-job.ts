import type { DirectoryFollower } from '#directory/directory.js';
import type { JobData } from '#jobs/job-data.js';
import { maskLogLine } from '#platform/log.js';

type Json = Readonly<Record<string, unknown>>;
/** What bull-board hands to a formatter: a job as BullMQ stores it. */
interface StoredJob {
  readonly name: string;
  readonly data?: Partial<JobData>;
}

/** How operators see jobs. */
export interface JobDescriber {
  /** What, whose, where: `telegram.update: message /start · bot 12 @shop_bot · chat 345`. */
  title(job: StoredJob): string;
  /** A job's data with its bot by name, times to be read, and every token masked. */
  data(data: Partial<JobData> | undefined): unknown;
}

/** Describes jobs with what the directory knows of their bots. */
export function describeJobs(directory: DirectoryFollower): JobDescriber {
  function botOf(botId: string): Json {
    const entry = directory.get(botId);
    if (!entry) return { id: botId };
    return { id: botId, name: entry.name, ...(entry.username && { username: `@${entry.username}` }) };
  }
  function title({ name, data = {} }: StoredJob): string {
    const { bot_id: botId = '', chat_id: chat, payload = {} } = data;
    const kind = kindOf(payload);
    const { username, name: botName } = botId ? botOf(botId) : {};
    const whose = botId && ['bot', botId, username ?? botName].filter(Boolean).join(' ');
    const parts = [
      kind ? `${name}: ${kind}` : name,
      whose,
      // A line of its own kind says no more than its name.
      chat && chat !== '0' && chat !== name && `${placeOf(payload)} ${chat}`,
    ];
    return masked(parts.filter(Boolean).join(' · '));
  }
  function shown(data: Partial<JobData> = {}): unknown {
    const {
      bot_id: botId,
      chat_id: chat,
      payload = {},
      offered_at: offeredAt,
      failed_at: failedAt,
      ...rest
    } = data;
    const kind = kindOf(payload);
    return masked({
      ...(botId && { bot: botOf(botId) }),
      ...(chat && { [placeOf(payload)]: chat }),
      ...(kind && { kind }),
      ...(offeredAt && { taken_in: timeOf(offeredAt) }),
      ...(failedAt && { failed: timeOf(failedAt) }),
      payload,
      ...rest,
    });
  }
  return { title, data: shown };
}

const masked = <T>(value: T): T => JSON.parse(maskLogLine(JSON.stringify(value))) as T;

const timeOf = (ms: number): string => new Date(ms).toISOString();

/** In whose order a job runs: a chat's; a request of the admin API is alone in its own. */
const placeOf = ({ endpoint }: Json): string => (endpoint === undefined ? 'chat' : 'request');

const longestKind = 60;

/** In a few words what a payload is about; '' when its name says it all. */
function kindOf(payload: Json): string {
  const kind = ofUpdate(payload.update) ?? ofCall(payload) ?? '';
  return kind.length > longestKind ? `${kind.slice(0, longestKind)}…` : kind;
}

/** A Bot API call by its method; a request to the admin API by its endpoint. */
function ofCall({ method, endpoint }: Json): string | undefined {
  return [method, endpoint].find((part) => typeof part === 'string') as string | undefined;
}

const contents = [
  'photo',
  'video',
  'document',
  'voice',
  'sticker',
  'contact',
  'location',
  'successful_payment',
];

/** The kind of an update with what tells it apart: `message /start`, `message photo`, `callback_query plan:3`. */
function ofUpdate(update: unknown): string | undefined {
  if (!isObject(update)) return undefined;
  const [kind, content] = Object.entries(update).find(([, value]) => isObject(value)) ?? [];
  if (!kind || !isObject(content)) return undefined;
  const { text, data } = content;
  if (typeof data === 'string') return `${kind} ${data}`;
  const command = typeof text === 'string' && /^\/\w{1,32}/.exec(text)?.[0];
  const what = command || (text === undefined ? contents.find((field) => field in content) : 'text');
  return what ? `${kind} ${what}` : kind;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
