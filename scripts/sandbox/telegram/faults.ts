import type { RecordedCall } from './types.js';

/** What a call meets: an error, a cut connection, silence, or a delay before its true answer. */
export type FaultKind =
  | { code: number; description: string; retryAfter?: number; migrateToChatId?: string }
  | 'reset'
  | 'timeout'
  | { delayMs: number };

/** Which calls fail, how often and how. */
export interface Fault {
  token?: string;
  method?: string;
  chatId?: string;
  /** How many calls fail (1). */
  times?: number;
  /** Let the call take effect first, and lose or delay only its answer. */
  afterEffect?: boolean;
  error: FaultKind;
}

/** The faults that wait for their calls, oldest first. */
export interface FaultList {
  add(fault: Fault): void;
  /** The fault this call meets, used up by one. */
  take(call: RecordedCall): Fault | undefined;
  clear(): void;
}

/** An empty list of faults. */
export function createFaultList(): FaultList {
  let faults: { fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      faults.push({ fault, left: fault.times ?? 1 });
    },
    take(call) {
      if (faults.length === 0) return undefined;
      const found = faults.find(({ fault }) => matches(fault, call));
      if (!found) return undefined;
      found.left -= 1;
      if (found.left <= 0) faults = faults.filter((one) => one !== found);
      return found.fault;
    },
    clear() {
      faults = [];
    },
  };
}

function matches(fault: Fault, call: RecordedCall): boolean {
  if (fault.token !== undefined && fault.token !== call.token) return false;
  if (fault.method !== undefined && fault.method.toLowerCase() !== call.method.toLowerCase()) return false;
  return fault.chatId === undefined || fault.chatId === call.chatId;
}
