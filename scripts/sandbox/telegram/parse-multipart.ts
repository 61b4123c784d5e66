import { badRequest } from './api-error.js';
import type { Json, UploadedFile } from './types.js';

/** The fields and files of a multipart/form-data body. */
export function parseMultipart(body: Buffer, contentType: string): Json {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  if (!boundary) throw badRequest('the multipart body has no boundary');
  const delimiter = Buffer.from(`--${boundary[1] ?? boundary[2]}`);
  const fields: Json = {};
  let start = body.indexOf(delimiter);
  while (start >= 0) {
    const end = body.indexOf(delimiter, start + delimiter.length);
    if (end < 0) break;
    readPart(body.subarray(start + delimiter.length + 2, end - 2), fields);
    start = end;
  }
  return fields;
}

function readPart(part: Buffer, fields: Json): void {
  const split = part.indexOf('\r\n\r\n');
  if (split < 0) return;
  const head = part.subarray(0, split).toString('utf8');
  const content = part.subarray(split + 4);
  const name = attribute(head, 'name');
  if (name === undefined) return;
  const fileName = attribute(head, 'filename');
  if (fileName === undefined) {
    fields[name] = content.toString('utf8');
    return;
  }
  const mimeType = /content-type:\s*([^\r\n;]+)/i.exec(head)?.[1]?.trim() ?? 'application/octet-stream';
  const file: UploadedFile = {
    isUpload: true,
    name: fileName || 'file',
    mimeType,
    bytes: Buffer.from(content),
  };
  fields[name] = file;
}

function attribute(head: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[;\\s])${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(head);
  return match ? (match[1] ?? match[2]) : undefined;
}
