import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context, Middleware } from 'koa';
import { apiRoot } from '#api/endpoint.js';
import type { RequestNotes } from '../request-notes.js';

const base = '/docs';
/** Everything comes from here: the page works without the internet. Swagger UI puts styles into its elements. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Remnafleet admin API</title>
<link rel="stylesheet" href="${base}/swagger-ui.css">
<link rel="icon" href="data:,">
</head>
<body>
<noscript>This page needs JavaScript; the document itself is at ${apiRoot}/openapi.json.</noscript>
<div id="api"></div>
<script src="${base}/swagger-ui-bundle.js"></script>
<script src="${base}/start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({
  url: '${apiRoot}/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  tagsSorter: 'alpha',
  validatorUrl: null,
});
`;

interface File {
  readonly type: string;
  readonly read: () => Promise<string | Buffer>;
}

const resolve = createRequire(import.meta.url).resolve;
const files: Readonly<Record<string, File>> = {
  'start.js': { type: 'text/javascript', read: async () => start },
  'swagger-ui-bundle.js': {
    type: 'text/javascript',
    read: () => readFile(resolve('swagger-ui-dist/swagger-ui-bundle.js')),
  },
  'swagger-ui.css': { type: 'text/css', read: () => readFile(resolve('swagger-ui-dist/swagger-ui.css')) },
};

const compress = promisify(gzip);

/** `/docs`: the admin API to read and to try, made from its OpenAPI document. */
export function docsPage(): Middleware<RequestNotes> {
  const packed = new Map<string, Promise<Buffer>>();
  const pack = (name: string, { read }: File): Promise<Buffer> => {
    const known = packed.get(name) ?? read().then((content) => compress(content));
    packed.set(name, known);
    return known;
  };
  return async (ctx) => {
    ctx.set({ 'content-security-policy': policy, 'referrer-policy': 'no-referrer' });
    const { params } = ctx as Context & { params?: Record<string, string> };
    const name = params?.file ?? '';
    if (!name) {
      ctx.set('cache-control', 'no-cache');
      ctx.type = 'html';
      ctx.body = html;
      return;
    }
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (!file) return;
    ctx.state.isRoutine = true;
    ctx.set('cache-control', 'public, max-age=3600');
    ctx.type = file.type;
    ctx.vary('Accept-Encoding');
    if (ctx.acceptsEncodings('gzip', 'identity') === 'gzip') {
      ctx.set('content-encoding', 'gzip');
      ctx.body = await pack(name, file);
    } else ctx.body = await file.read();
  };
}
