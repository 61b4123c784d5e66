import {
  findReferences,
  mostFileBytes,
  mostWords,
  storableWords,
  type ReceiptPart,
} from '#services/card-payments/receipt-parts.js';
import type { BotContext } from '../../context.js';
import type { OneShotState } from '../../one-shot-state.js';
import type { Attachment } from '../../read-attachment.js';
import { formsOf } from './open/open-card-payment.js';

/** What of a message is a part of a receipt, in a form that the bot takes; undefined: nothing. */
export function partOf({ incoming, settings, oneShot }: BotContext): ReceiptPart | undefined {
  if (incoming.kind !== 'message' || incoming.command) return undefined;
  const forms = formsOf(settings.values);
  if (incoming.attachment) return forms === 'text' ? undefined : filePart(incoming.attachment);
  return forms === 'image' ? undefined : wordsPart(incoming.text, oneShot);
}

/** Is a message no part of a receipt only because it is too large, or too long? */
export function excessOf({ incoming, settings }: BotContext): 'file' | 'words' | undefined {
  if (incoming.kind !== 'message' || incoming.command) return undefined;
  const forms = formsOf(settings.values);
  const { attachment, text = '' } = incoming;
  if (attachment)
    return forms !== 'text' && isReadable(attachment) && isTooLarge(attachment) ? 'file' : undefined;
  return forms !== 'image' && (storableWords(text)?.length ?? 0) > mostWords ? 'words' : undefined;
}

const isReadable = ({ kind, mimeType }: Attachment): boolean =>
  kind === 'image' || mimeType === 'application/pdf' || mimeType?.startsWith('image/') === true;

const isTooLarge = ({ size = 0 }: Attachment): boolean => size > mostFileBytes;

/** A picture, or a file that is one or a PDF, no larger than a bot can download. */
function filePart(attachment: Attachment): ReceiptPart | undefined {
  if (!isReadable(attachment) || isTooLarge(attachment)) return undefined;
  const { kind, fileId, uniqueId, caption } = attachment;
  return { kind, fileId, fileUniqueId: uniqueId, words: storableWords(caption) };
}

/** Words where a receipt was asked for, or with a number of a transfer where nothing else was. */
function wordsPart(text: string | undefined, { asked, receiptOf }: OneShotState): ReceiptPart | undefined {
  const words = storableWords(text);
  if (words === null || words.length > mostWords) return undefined;
  const isMeant = receiptOf !== undefined || (asked === undefined && findReferences(words).length > 0);
  return isMeant ? { kind: 'text', fileId: null, fileUniqueId: null, words } : undefined;
}
