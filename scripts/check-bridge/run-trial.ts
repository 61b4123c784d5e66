import { PermanentError, RetryableError } from '#platform/errors.js';
import { paymentSteps } from './payment-steps.js';
import { signatureSteps } from './signature-steps.js';
import { TrialError, type Step, type Trial } from './trial.js';

/** How a step went; `why` says what is wrong with it, or why it was left out. */
export interface Outcome {
  readonly title: string;
  readonly result: 'failed' | 'passed' | 'skipped';
  readonly why?: string;
}

/** Everything that docs/bridge.md promises of a bridge and that can be seen from outside, in order. */
export const steps: readonly Step[] = [...signatureSteps, ...paymentSteps];

/** Tries a bridge, one step after the other; each is told as it ends. A bridge that is not there ends the trial. */
export async function runTrial(trial: Trial, tell: (outcome: Outcome) => void): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    const outcome = await runStep(step, trial);
    outcomes.push(outcome);
    tell(outcome);
    if (outcomes.length === 1 && outcome.result === 'failed') break;
  }
  return outcomes;
}

async function runStep({ title, run }: Step, trial: Trial): Promise<Outcome> {
  try {
    const end = await run(trial);
    return end ? { title, result: 'skipped', why: end.skipped } : { title, result: 'passed' };
  } catch (error) {
    return { title, result: 'failed', why: explain(error) };
  }
}

function explain(error: unknown): string {
  if (error instanceof TrialError) return error.message;
  if (!(error instanceof PermanentError) && !(error instanceof RetryableError)) throw error;
  const said = error.context.said ?? (error.cause instanceof Error ? error.cause.message : undefined);
  return typeof said === 'string' ? `${error.code}: ${said}` : error.code;
}
