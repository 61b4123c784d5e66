import { z } from 'zod';

/** A picture or a file of a message, as its bot sees it. */
export interface Attachment {
  readonly kind: 'document' | 'image';
  readonly fileId: string;
  /** The same file wherever it is sent. */
  readonly uniqueId: string;
  /** undefined: Telegram does not say. */
  readonly mimeType: string | undefined;
  /** In bytes. */
  readonly size: number | undefined;
  /** Words below it, at most 1024 UTF-16 units. */
  readonly caption: string | undefined;
}

const fileId = z.string().regex(/^[\w-]{1,300}$/);
const fileSize = z.number().int().nonnegative().optional().catch(undefined);
const file = { file_id: fileId, file_unique_id: fileId, file_size: fileSize };
const attached = z.looseObject({
  caption: z.string().optional().catch(undefined),
  photo: z
    .array(z.looseObject({ ...file, width: z.number(), height: z.number() }))
    .optional()
    .catch(undefined),
  document: z
    .looseObject({ ...file, mime_type: z.string().max(200).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** The picture of a message, in its largest size, or its file; undefined: it has none. Never throws. */
export function readAttachment(message: object): Attachment | undefined {
  if (!('photo' in message) && !('document' in message)) return undefined;
  const { data } = attached.safeParse(message);
  if (!data) return undefined;
  const caption = data.caption?.slice(0, 1024);
  const [largest] = (data.photo ?? []).toSorted(
    (one, other) => other.width * other.height - one.width * one.height,
  );
  if (largest) return { kind: 'image', ...named(largest), mimeType: undefined, caption };
  // An animation has a document beside it; it is a moving picture, and no file that somebody attached.
  if (!data.document || 'animation' in data) return undefined;
  return { kind: 'document', ...named(data.document), mimeType: data.document.mime_type, caption };
}

const named = (sent: {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size?: number | undefined;
}) => ({ fileId: sent.file_id, uniqueId: sent.file_unique_id, size: sent.file_size });
