/** Whose account a name of ours says it is. */
export interface NamedAccount {
  readonly botId: string;
  readonly subscriptionId: string;
}

/** Reads a name that we give to accounts (`b12_s8841_673f1a2b`); undefined: somebody else's. */
export function readAccountName(username: string): NamedAccount | undefined {
  const [, botId, subscriptionId] = /^b([1-9]\d{0,18})_s([1-9]\d{0,18})_[0-9a-f]{1,16}$/.exec(username) ?? [];
  return botId === undefined || subscriptionId === undefined ? undefined : { botId, subscriptionId };
}
