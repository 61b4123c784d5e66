/** The address of a gateway; `variable` of the environment, `…_API_ROOT`, takes the place of both. */
export interface ApiRoot<Credentials> {
  readonly variable: `${string}_API_ROOT`;
  readonly standard: string;
  readonly sandbox?: string;
  isSandbox?(credentials: Credentials): boolean;
}

/** How an account at a gateway is spoken to. */
export interface GatewayAccess<Credentials> {
  readonly credentials: Credentials;
  /** Its `…_API_ROOT`, without a slash at the end. */
  readonly root: string;
  /** The Bot API's root and the bot's token, for what is paid inside Telegram. */
  readonly telegramRoot: string;
  /** May addresses that a tenant gave lead into private networks? Tests and the sandbox only. */
  readonly mayCallPrivate: boolean;
}
