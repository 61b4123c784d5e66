/** What may go wrong with the next calls of gateways' APIs; the payer's pages always work. */
export interface GatewayFault {
  /** Which calls, as `zarinpal POST /pg/v4/…`; absent: any. */
  readonly on?: RegExp;
  /** How many of them; default 1. */
  readonly times?: number;
  /**
   * `status`: refused before anything is done, by `status` (500). `cut`: not done, no answer. All others are done, and then:
   * `lost`: no answer; `hang`: none for `ms`; `html`, `empty`, `truncated` or `huge` (10 MB) instead of it.
   */
  readonly kind: 'cut' | 'empty' | 'hang' | 'html' | 'huge' | 'lost' | 'status' | 'truncated';
  readonly status?: number;
  readonly ms?: number;
}

/** The faults that are still to come, in their order. */
export function createGatewayFaults() {
  let faults: (GatewayFault & { left: number })[] = [];
  return {
    add: (fault: GatewayFault): void => void faults.push({ ...fault, left: fault.times ?? 1 }),
    clear: (): void => {
      faults = [];
    },
    /** The fault of this call, if one is due. */
    take: (call: string): GatewayFault | undefined => {
      const fault = faults.find(({ on, left }) => left > 0 && (on?.test(call) ?? true));
      if (fault) fault.left -= 1;
      return fault;
    },
  };
}

export type GatewayFaults = ReturnType<typeof createGatewayFaults>;

/** What a faulty answer looks like instead of `text`. */
export function spoil(kind: GatewayFault['kind'], text: string): string {
  if (kind === 'empty') return '';
  if (kind === 'html') return '<!doctype html><title>502</title><h1>Bad gateway</h1>';
  if (kind === 'truncated') return text.slice(0, Math.floor(text.length / 2));
  return kind === 'huge' ? `${text.slice(0, -1)},"more":"${'x'.repeat(10 * 1_048_576)}"}` : text;
}
