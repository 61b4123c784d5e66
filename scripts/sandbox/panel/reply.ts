/** A request to `/api/...`, already let in. */
export interface PanelRequest {
  readonly method: string;
  /** Without `/api`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What is answered: `response` absent sends no body. */
export interface PanelReply {
  readonly status: number;
  readonly response?: unknown;
}

/** 200 with this. */
export const ok = (response: unknown): PanelReply => ({ status: 200, response });
