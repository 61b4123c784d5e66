/** What may go wrong with the next calls. */
export interface PanelFault {
  /** Which calls, as `METHOD /path` without `/api`; absent: any. */
  readonly on?: RegExp;
  /** How many of them; default 1. */
  readonly times?: number;
  /** `status`: refused before anything is done. `lost`: done, but the answer never comes. `cut`: not done, no answer. */
  readonly kind: 'status' | 'lost' | 'cut' | 'garbage' | 'slow';
  readonly status?: number;
  readonly errorCode?: string;
  /** Milliseconds before a `slow` answer. */
  readonly ms?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The faults that are still to come, in their order. */
export function createPanelFaults() {
  let faults: (PanelFault & { left: number })[] = [];
  return {
    add: (fault: PanelFault): void => void faults.push({ ...fault, left: fault.times ?? 1 }),
    clear: (): void => {
      faults = [];
    },
    /** The fault of this call, if one is due. */
    take: (route: string): PanelFault | undefined => {
      const fault = faults.find(({ on, left }) => left > 0 && (on?.test(route) ?? true));
      if (fault) fault.left -= 1;
      return fault;
    },
  };
}

export type PanelFaults = ReturnType<typeof createPanelFaults>;
