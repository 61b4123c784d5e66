import * as contract3 from '@remnawave/backend-contract';
import * as contract2 from 'remnawave-contract-2';
import type { RecordedCall } from '../../scripts/sandbox/panel.js';

interface Schema {
  safeParse(value: unknown): { success: boolean; error?: { message: string } };
}
interface Command {
  readonly url: string | ((...keys: string[]) => string);
  readonly endpointDetails: { readonly REQUEST_METHOD: string };
  readonly RequestSchema?: Schema;
  readonly RequestBodySchema?: Schema;
  readonly RequestQuerySchema?: Schema;
  readonly ResponseSchema?: Schema;
}
type Contract = Readonly<Record<string, Command>>;

const contracts: Readonly<Record<'2' | '3', Contract>> = {
  2: contract2 as unknown as Contract,
  3: contract3 as unknown as Contract,
};

const key = 'KEY';
const trimmed = (path: string): string => path.replace(/\/+$/, '');

/** The command that a call is, by its method and path; the most literal path wins. */
function commandOf(contract: Contract, { method, path }: RecordedCall): [string, Command] {
  const wanted = trimmed(`/api${path}`).split('/');
  const found = Object.entries(contract)
    .filter(
      ([name, one]) =>
        name.endsWith('Command') && one.endpointDetails?.REQUEST_METHOD.toUpperCase() === method,
    )
    .map(([name, one]) => {
      const url = typeof one.url === 'function' ? one.url(key) : one.url;
      return { name, one, parts: trimmed(url).split('/') };
    })
    .filter(
      ({ parts }) =>
        parts.length === wanted.length && parts.every((part, at) => part === key || part === wanted[at]),
    )
    .sort(
      (a, b) => a.parts.filter((part) => part === key).length - b.parts.filter((part) => part === key).length,
    );
  const [first] = found;
  if (!first) throw new Error(`the contract has no ${method} ${path}`);
  return [first.name, first.one];
}

/** Faults of calls against the panel's own contract, as lines; an answer that is a refusal is no matter of it. */
export function contractFaults(version: '2' | '3', calls: readonly RecordedCall[]): string[] {
  return calls.flatMap((call) => {
    const [name, command] = commandOf(contracts[version], call);
    const request =
      command.RequestBodySchema ?? (call.body === undefined ? undefined : command.RequestSchema);
    const checks: [string, Schema | undefined, unknown][] = [
      ['request', request, call.body ?? {}],
      [
        'answer',
        call.status < 300 && call.answer !== undefined ? command.ResponseSchema : undefined,
        call.answer,
      ],
    ];
    return checks.flatMap(([what, schema, value]) => {
      const result = schema?.safeParse(value);
      return !result || result.success ? [] : [`${name} ${what}: ${result.error?.message}`];
    });
  });
}
