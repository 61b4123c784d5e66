import { randomBytes } from 'node:crypto';

/** A file in a request; `name` and `type` (MIME) are ours, never a person's. */
export interface UploadFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Fields and files as the body of a `multipart/form-data` request; what is no string goes as JSON. */
export function encodeMultipart(
  fields: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, UploadFile>>,
): { readonly contentType: string; readonly body: Buffer } {
  const boundary = `remnafleet${randomBytes(16).toString('hex')}`;
  const parts: Buffer[] = [];
  const add = (head: string, content: Buffer): void =>
    void parts.push(
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      content,
      Buffer.from('\r\n'),
    );
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    add(`name="${name}"`, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
  }
  for (const [name, { name: fileName, type, bytes }] of Object.entries(files))
    add(`name="${name}"; filename="${fileName}"\r\nContent-Type: ${type}`, bytes);
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat(parts) };
}
