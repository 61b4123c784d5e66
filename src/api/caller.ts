/** Whose token a request carries. */
export interface RequestCaller {
  readonly kind: 'master' | 'token';
  /** Number of the API token, within its bot. */
  readonly id: string | null;
  readonly name: string | null;
}

/** Names a caller over the whole fleet: a number of a token means something only within its bot. */
export const callerKey = (botId: string | undefined, { kind, id }: RequestCaller): string =>
  kind === 'master' ? 'master' : `token ${botId ?? ''} ${id ?? ''}`;

/** What a request's body and answer are sealed with: neither can be moved to another job. */
export const sealOwner = (jobId: string): string => `admin request ${jobId}`;
