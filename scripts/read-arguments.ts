import { parseArgs, type ParseArgsConfig } from 'node:util';
import { hasVisibleText } from '#platform/visible-text.js';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values'];

/** The arguments of a script; an unknown one, or one without its value, is one line and exit code 1. */
export function readArguments<const O extends Options>(script: string, options: O): Values<O> {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const line = error instanceof Error ? error.message.split('\n')[0] : String(error);
    process.stderr.write(`${script}: ${line ?? ''}; see --help\n`);
    process.exit(1);
  }
}

/** Throws a line that names `--token` unless it looks as BotFather's tokens do. */
export function checkToken(token: string): void {
  if (!/^\d{6,12}:[A-Za-z0-9_-]{30,50}$/.test(token))
    throw new Error('--token is not a token as BotFather gives it (123456789:AA…)');
}

/** Throws a line that names `--name` unless operators can tell the bot by it. */
export function checkName(name: string): void {
  checkText('--name', name, 100);
}

/** Throws a line that names the argument unless its text can be seen and has at most `most` characters. */
export function checkText(argument: string, text: string, most: number): void {
  if (!hasVisibleText(text) || text.length > most)
    throw new Error(`${argument} must have 1 to ${most} characters, and some that can be seen`);
}

/** Throws a line that names `--bot` unless it is the number of a bot. */
export function checkBotId(bot: string | undefined): asserts bot is string {
  if (!bot || !/^[1-9]\d{0,17}$/.test(bot))
    throw new Error('--bot must be the number of a bot; list them with npm run list-bots');
}
