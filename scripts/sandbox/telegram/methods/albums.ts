import { randomInt } from 'node:crypto';
import { badRequest } from '../api-error.js';
import type { CallContext, Method } from '../core.js';
import { mediaJson, readFileParam } from '../files.js';
import { readCaption } from '../format-text.js';
import type { ApiMessage, FileKind, Json } from '../types.js';
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
    if (media.some((item) => item.type === 'animation')) throw badRequest("can't parse InputMedia");
    const contents = media.map((item) => readMedia(context, item));
    const media_group_id = String(randomInt(1_000_000_000, 200_000_000_000));
    return contents.map((content) => sendContent(context, { media_group_id, ...content }));
  },
};

/** Files go with files only, and sounds with sounds; pictures and videos may be mixed. */
function checkMix(media: Json[]): void {
  const types = new Set(media.map((item) => item.type));
  for (const type of ['document', 'audio'])
    if (types.has(type) && types.size > 1) throw badRequest(`${type} can't be mixed with other media types`);
}

const mediaTypes: readonly FileKind[] = ['animation', 'audio', 'document', 'photo', 'video'];

/** What an InputMedia puts into its message. */
export function readMedia({ core, bot, params }: CallContext, media: Json): Json {
  const as = mediaTypes.find((type) => type === media.type);
  if (!as) throw badRequest(`the sandbox takes no media of type ${String(media.type)}`);
  const file = readFileParam(core.world, bot, { value: media.media, params, as });
  const caption = textFields(readCaption(media), 'caption');
  const spoiler = media.has_spoiler ? { has_media_spoiler: true } : {};
  return { ...mediaJson(bot, as, file, media), ...spoiler, ...caption };
}
