/** Writes the page about the codes of errors from their list. */
import { writeFileSync } from 'node:fs';
import { errorCodes, kindOfError, type ErrorCode } from '#platform/error-codes/error-codes.js';
import type { ErrorKind } from '#platform/error-codes/error-kind.js';

const HELP = `Usage: npm run error-codes [-- FILE]

Writes the page about the codes of errors (default: docs/error-codes.md). Run it after a change in
src/platform/error-codes.

  --help   this text`;

export const errorCodesFile = 'docs/error-codes.md';

const intro = `# Codes of errors

<!-- Made by npm run error-codes from src/platform/error-codes; not to be changed by hand. -->

Every error has a code, \`area.fault_name\`. The same word stands in the log (\`code\`), before the message of a failed job in
bull-board, in the \`code\` of an answer that refuses a request (RFC 9457), and in a trace (\`job.code\`).

With a number, the code is one of the admin API's or of another address, and the number is its HTTP status. Without, it is
for the log: a request that meets it is answered with \`server.busy\` while something is away, else with
\`request.refused\` and the sentence. Addresses outside of \`/api/v1\` say 503 or 422 with the code itself.

In the last column: *quiet* is ordinary waiting, which the log tells of only at level \`debug\`; *holds the bot*: nothing of
the bot leaves for Telegram until it is over; *stores*, *panel*: our own stores or the panel are in trouble as a whole.
`;

const notesOf = ({ isQuiet, holdsBot, trouble }: ErrorKind): string =>
  [isQuiet && 'quiet', holdsBot && 'holds the bot', trouble].filter(Boolean).join(', ');

function rowOf(code: ErrorCode): string {
  const kind = kindOfError(code);
  return `| \`${code}\` | ${kind.status ?? ''} | ${kind.means} | ${notesOf(kind)} |`;
}

/** The page, as Markdown: a table an area. */
export function errorCodesPage(): string {
  const codes = (Object.keys(errorCodes) as ErrorCode[]).sort();
  const areaOf = (code: ErrorCode): string => code.slice(0, code.indexOf('.'));
  const tables = [...new Set(codes.map(areaOf))].map((area) => {
    const rows = codes.filter((code) => areaOf(code) === area).map(rowOf);
    return [`## ${area}`, '', '| code | HTTP | means | |', '|---|---|---|---|', ...rows, ''].join('\n');
  });
  return [intro, ...tables].join('\n');
}

const [, script, argument] = process.argv;
if (script?.endsWith('make-error-codes.ts')) {
  if (argument === '--help' || argument === '-h') console.log(HELP);
  else {
    const file = argument ?? errorCodesFile;
    writeFileSync(file, errorCodesPage());
    console.log(`${file} is written.`);
  }
}
