/** Writes the types of the admin API's client, as openapi-typescript makes them from the OpenAPI document. */
import { writeFileSync } from 'node:fs';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { openApiDocument } from '#api/openapi.js';

const HELP = `Usage: npm run api-types [-- FILE]

Writes the types of the admin API's client (default: test/support/api-schema.ts). Run it after a change in src/api.

  --help   this text`;

const standardFile = 'test/support/api-schema.ts';

/** The types, as TypeScript text. */
export async function makeApiTypes(): Promise<string> {
  const nodes = await openapiTS(openApiDocument() as unknown as OpenAPI3);
  return `// Made by npm run api-types from src/api; not to be changed by hand.\n${astToString(nodes)}`;
}

const [, script, argument] = process.argv;
if (script?.endsWith('make-api-types.ts')) {
  if (argument === '--help' || argument === '-h') console.log(HELP);
  else {
    const file = argument ?? standardFile;
    writeFileSync(file, await makeApiTypes());
    console.log(`${file} is written.`);
  }
}
