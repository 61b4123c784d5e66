import { z } from 'zod';
import { entitiesToHtml } from '#platform/telegram/entities-html.js';

/** What a message may bring that can be shown elsewhere again. */
export type ContentKind =
  'text' | 'image' | 'document' | 'voice' | 'video' | 'audio' | 'animation' | 'video_note' | 'sticker';

/** All of a message that can be shown elsewhere again by its bot. */
export interface MessageContent {
  readonly kind: ContentKind;
  /** Its words, or those below its file, in Telegram's HTML; '' when it has none. */
  readonly html: string;
  /** The same as plain text. */
  readonly words: string;
  /** Of the file; by it this bot sends it again. */
  readonly fileId?: string | undefined;
  /** The same file wherever it is sent. */
  readonly fileUniqueId?: string | undefined;
  readonly fileName?: string | undefined;
  readonly mimeType?: string | undefined;
  /** In bytes. */
  readonly fileSize?: number | undefined;
}

/** Most UTF-16 units of a message's words. */
const longest = 4_096;

const fileId = z.string().regex(/^[\w-]{1,300}$/);
const file = z.looseObject({
  file_id: fileId,
  file_unique_id: fileId,
  file_size: z.number().int().nonnegative().optional().catch(undefined),
  file_name: z.string().optional().catch(undefined),
  mime_type: z.string().max(200).optional().catch(undefined),
});
const size = file.extend({ width: z.number(), height: z.number() });
const entity = z.object({
  type: z.string(),
  offset: z.number().int().nonnegative(),
  length: z.number().int().positive(),
  url: z.string().max(2_000).optional().catch(undefined),
  language: z.string().optional().catch(undefined),
  user: z.object({ id: z.number().int().positive() }).optional().catch(undefined),
});
const entities = z.array(entity).max(100).optional().catch(undefined);
const one = file.optional().catch(undefined);
const shape = z.looseObject({
  text: z.string().optional().catch(undefined),
  entities,
  caption: z.string().optional().catch(undefined),
  caption_entities: entities,
  photo: z.array(size).optional().catch(undefined),
  animation: one,
  audio: one,
  document: one,
  sticker: one,
  video: one,
  video_note: one,
  voice: one,
});

/** Most messages are words alone. */
const wordsAlone = shape.pick({ text: true, entities: true });

type Shape = z.output<typeof shape>;

/** Where each kind of file stands in a message. An animation has a document beside it, so it is asked for first. */
const files = [
  ['animation', 'animation'],
  ['audio', 'audio'],
  ['document', 'document'],
  ['sticker', 'sticker'],
  ['video', 'video'],
  ['video_note', 'video_note'],
  ['voice', 'voice'],
] as const satisfies readonly (readonly [ContentKind, keyof Shape])[];

const fileFields = ['photo', ...files.map(([, field]) => field)];

function findFile(message: Shape): { kind: ContentKind; sent: z.output<typeof file> } | undefined {
  const [largest] = (message.photo ?? []).toSorted((a, b) => b.width * b.height - a.width * a.height);
  if (largest) return { kind: 'image', sent: largest };
  for (const [kind, field] of files) {
    const sent = message[field];
    if (sent) return { kind, sent };
  }
  return undefined;
}

/** No store takes the zero sign, and no name needs signs that nobody sees. */
const cleaned = (text: string): string => text.replaceAll('\0', '');
const cleanName = (name: string | undefined): string | undefined =>
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  name?.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').slice(0, 255) || undefined;

function saidIn(raw = '', entitiesOf: Shape['entities'] = []): Pick<MessageContent, 'html' | 'words'> {
  const words = cleaned(raw).slice(0, longest);
  // What was taken out has moved the marks.
  return { html: entitiesToHtml(words, words === raw ? entitiesOf : []), words };
}

/** What a message brings; undefined: nothing that a bot could show elsewhere (a place, a poll, a payment). Never throws. */
export function readContent(message: object): MessageContent | undefined {
  const mayHaveFile = fileFields.some((field) => field in message);
  const { data } = (mayHaveFile ? shape : wordsAlone).safeParse(message) as { readonly data?: Shape };
  if (!data) return undefined;
  const found = mayHaveFile ? findFile(data) : undefined;
  if (!found && data.text === undefined) return undefined;
  const said = found ? saidIn(data.caption, data.caption_entities) : saidIn(data.text, data.entities);
  if (!found) return { kind: 'text', ...said };
  const { kind, sent } = found;
  return {
    ...{ kind, ...said, fileId: sent.file_id, fileUniqueId: sent.file_unique_id, fileSize: sent.file_size },
    ...{ fileName: cleanName(sent.file_name), mimeType: cleanName(sent.mime_type) },
  };
}
