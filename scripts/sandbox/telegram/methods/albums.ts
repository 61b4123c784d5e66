import { randomInt } from 'node:crypto';
import { badRequest } from '../api-error.js';
import type { CallContext, Method } from '../core.js';
import { documentJson, photoSizes, readFileParam, videoJson } from '../files.js';
import { readCaption } from '../format-text.js';
import type { ApiMessage, Json } from '../types.js';
import { sendContent, textFields } from './send-content.js';

const minItems = 2;
const maxItems = 10;

/** The methods that send several pictures, videos or files at once. */
export const albumMethods: Record<string, Method> = {
  sendMediaGroup(context): ApiMessage[] {
    const media = context.params.media as Json[];
    if (media.length < minItems || media.length > maxItems)
      throw badRequest('group send failed: an album has 2 to 10 items');
    checkMix(media);
    const contents = media.map((item) => readMedia(context, item));
    const media_group_id = String(randomInt(1_000_000_000, 200_000_000_000));
    return contents.map((content) => sendContent(context, { media_group_id, ...content }));
  },
};

/** Files go with files only; pictures and videos may be mixed. */
function checkMix(media: Json[]): void {
  const types = new Set(media.map((item) => item.type));
  if (types.has('document') && types.size > 1)
    throw badRequest("document can't be mixed with other media types");
}

/** What an InputMedia of a picture, video or file puts into its message. */
export function readMedia({ core, bot, params }: CallContext, media: Json): Json {
  const file = readFileParam(core.world, bot, { value: media.media, params });
  const caption = textFields(readCaption(media), 'caption');
  const spoiler = media.has_spoiler ? { has_media_spoiler: true } : {};
  if (media.type === 'photo') return { photo: photoSizes(bot, file), ...spoiler, ...caption };
  if (media.type === 'video') return { video: videoJson(bot, file, media), ...spoiler, ...caption };
  if (media.type === 'document') return { document: documentJson(bot, file), ...caption };
  throw badRequest(
    `the sandbox takes media of type photo, video and document only, not ${String(media.type)}`,
  );
}
