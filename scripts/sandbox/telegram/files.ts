import { createHash } from 'node:crypto';
import { badRequest } from './api-error.js';
import { imageSize } from './image-size.js';
import { isUpload } from './schema.js';
import type { BotAccount, FileKind, Json, StoredFile, UploadedFile } from './types.js';
import type { World } from './world.js';

const maxPhotoBytes = 10 * 1024 * 1024;

/** Keeps an uploaded file once per content. */
export function storeFile(world: World, upload: UploadedFile): StoredFile {
  const uniqueId = `AQ${createHash('sha256').update(upload.bytes).digest('base64url').slice(0, 16)}`;
  const found = world.files.get(uniqueId);
  if (found) return found;
  const size = imageSize(upload.bytes) ?? { width: 0, height: 0 };
  const { bytes, name, mimeType } = upload;
  const file: StoredFile = { uniqueId, bytes, name, mimeType, ...size };
  world.files.set(uniqueId, file);
  world.events.emit('change', { kind: 'file', uniqueId });
  return file;
}

/** The file_id of a file for one bot; another bot cannot use it. */
export function fileIdFor(bot: BotAccount, kind: FileKind, file: StoredFile): string {
  return Buffer.from(`${kind}|${bot.id}|${file.uniqueId}`).toString('base64url');
}

/** The file behind a file_id, if it belongs to this bot. */
export function fileById(world: World, bot: BotAccount, fileId: string): StoredFile | undefined {
  const [kind, botId, uniqueId] = Buffer.from(fileId, 'base64url').toString('utf8').split('|');
  if (!kind || botId !== bot.id) return undefined;
  return world.files.get(uniqueId ?? '');
}

/** The file a bot wants to send as this kind: an upload, an `attach://` reference or a file_id of its own. */
export function readFileParam(
  world: World,
  bot: BotAccount,
  input: { value: unknown; params: Json; as: FileKind },
): StoredFile {
  const { value, params, as } = input;
  if (isUpload(value)) return storeFile(world, value);
  const text = String(value);
  if (text.startsWith('attach://')) {
    const part = params[text.slice(9)];
    if (!isUpload(part)) throw badRequest(`there is no file with the name "${text.slice(9)}" in the request`);
    return storeFile(world, part);
  }
  if (/^https?:\/\//.test(text)) throw badRequest('failed to get HTTP URL content');
  const file = fileById(world, bot, text);
  if (!file) throw badRequest('wrong file identifier/HTTP URL specified');
  const kind = kindOfId(text);
  // All others are documents inside, and can stand for each other.
  if ((kind === 'photo') !== (as === 'photo'))
    throw badRequest(`can't use file of type ${typeNames[kind]} as ${typeNames[as]}`);
  return file;
}

const typeNames: Record<FileKind, string> = {
  animation: 'Animation',
  audio: 'Audio',
  document: 'Document',
  photo: 'Photo',
  sticker: 'Sticker',
  video: 'Video',
  video_note: 'VideoNote',
  voice: 'VoiceNote',
};

function kindOfId(fileId: string): FileKind {
  return Buffer.from(fileId, 'base64url').toString('utf8').split('|')[0] as FileKind;
}

/** The `photo` of a message: the sizes Telegram would make of the picture. */
export function photoSizes(bot: BotAccount, file: StoredFile): Json[] {
  checkPhoto(file);
  const { width, height, bytes, uniqueId } = file;
  const base = { file_id: fileIdFor(bot, 'photo', file), file_unique_id: uniqueId };
  const scale = Math.min(1, 90 / Math.max(width, height));
  const small = { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
  const full = { ...base, file_size: bytes.length, width, height };
  return scale < 1 ? [{ ...base, file_size: Math.ceil(bytes.length * scale), ...small }, full] : [full];
}

function checkPhoto(file: StoredFile): void {
  if (file.bytes.length > maxPhotoBytes) throw badRequest('file is too big');
  if (!file.width || !file.height) throw badRequest('IMAGE_PROCESS_FAILED');
  const ratio = Math.max(file.width, file.height) / Math.min(file.width, file.height);
  if (file.width + file.height > 10_000 || ratio > 20) throw badRequest('PHOTO_INVALID_DIMENSIONS');
}

/** The `document` of a message. */
export function documentJson(bot: BotAccount, file: StoredFile): Json {
  return {
    file_name: file.name,
    mime_type: file.mimeType,
    file_id: fileIdFor(bot, 'document', file),
    file_unique_id: file.uniqueId,
    file_size: file.bytes.length,
  };
}

/** The `video` of a message; what the sandbox cannot see in the bytes it takes from the call. */
export function videoJson(bot: BotAccount, file: StoredFile, told: Json): Json {
  const { width = 0, height = 0, duration = 0 } = told;
  return {
    width,
    height,
    duration,
    file_name: file.name,
    mime_type: file.mimeType,
    file_id: fileIdFor(bot, 'video', file),
    file_unique_id: file.uniqueId,
    file_size: file.bytes.length,
  };
}

/** The fields of each other kind of file in a message; what the sandbox cannot see in the bytes it takes from the call. */
const ownFields: Partial<Record<FileKind, (told: Json) => Json>> = {
  animation: ({ width = 0, height = 0, duration = 0 }) => ({ width, height, duration }),
  audio: ({ duration = 0, performer, title }) => ({
    duration,
    ...(performer !== undefined && { performer }),
    ...(title !== undefined && { title }),
  }),
  sticker: () => ({ type: 'regular', width: 512, height: 512, is_animated: false, is_video: false }),
  video_note: ({ length = 240, duration = 0 }) => ({ length, duration }),
  voice: ({ duration = 0 }) => ({ duration }),
};
const named: readonly FileKind[] = ['animation', 'audio'];

/** A file as it stands in a message under the name of its kind; an animation has a document beside it. */
export function mediaJson(bot: BotAccount, kind: FileKind, file: StoredFile, told: Json = {}): Json {
  if (kind === 'photo') return { photo: photoSizes(bot, file) };
  if (kind === 'document') return { document: documentJson(bot, file) };
  if (kind === 'video') return { video: videoJson(bot, file, told) };
  const json: Json = {
    ...ownFields[kind]?.(told),
    ...(named.includes(kind) && { file_name: file.name }),
    ...(kind !== 'sticker' && kind !== 'video_note' && { mime_type: file.mimeType }),
    file_id: fileIdFor(bot, kind, file),
    file_unique_id: file.uniqueId,
    file_size: file.bytes.length,
  };
  return kind === 'animation' ? { animation: json, document: json } : { [kind]: json };
}

/** The path under which a bot may download a file. */
export function filePath(file: StoredFile): string {
  const extension = /\.(\w{1,8})$/.exec(file.name)?.[1] ?? (file.width ? 'jpg' : 'bin');
  return `${file.width ? 'photos' : 'documents'}/${file.uniqueId}.${extension}`;
}
