/** Who changes something: the master token, an API token of the bot, a person in Telegram, or the fleet's operator. */
export interface Actor {
  readonly kind: 'master' | 'person' | 'system' | 'token';
  /** Number of the API token, or Telegram id of the person. */
  readonly id: string | null;
  readonly name: string | null;
}

/** The operator at the command line, and the fleet itself. */
export const operator: Actor = { kind: 'system', id: null, name: null };

/** May the actor set what is kept to the fleet's operator? */
export const isMaster = ({ kind }: Actor): boolean => kind === 'master' || kind === 'system';
