/** How the panel may stand to an account. LIMITED and EXPIRED it sets by itself. */
export type AccountStatus = 'ACTIVE' | 'DISABLED' | 'LIMITED' | 'EXPIRED';

/** When the used traffic of an account goes back to zero by itself. */
export type TrafficReset = 'NO_RESET' | 'DAY' | 'WEEK' | 'MONTH' | 'MONTH_ROLLING';

/** The panel's own keys of an account: 3.x has numbers only, 2.x uuids. */
export interface AccountKey {
  readonly id: string | null;
  readonly uuid: string | null;
}

/** An account's key with its name, by which it is found again. */
export type NamedKey = AccountKey & { readonly username: string };

/** An account as the panel tells it. */
export interface PanelAccount extends AccountKey {
  readonly username: string;
  readonly shortUuid: string;
  readonly status: AccountStatus;
  readonly expireAt: Date;
  /** Bytes; 0: unlimited. */
  readonly trafficLimitBytes: number;
  readonly trafficReset: string;
  /** Bytes since the last reset. */
  readonly usedTrafficBytes: number;
  /** Bytes since it was made, whatever was reset; null: it was not told. */
  readonly lifetimeTrafficBytes: number | null;
  /** 0: no limit; null: what the panel's own settings say. */
  readonly deviceLimit: number | null;
  readonly description: string | null;
  readonly tag: string | null;
  readonly subscriptionUrl: string;
  /** Uuids, in no order; null: it was not told (some events leave them out). */
  readonly squads: readonly string[] | null;
  readonly firstConnectedAt: Date | null;
  readonly lastTrafficResetAt: Date | null;
  /** When it was made, by the panel's clock; null: it was not told. */
  readonly createdAt: Date | null;
  /** When the account's own data were last changed, by the panel's clock; traffic does not count. Null: it was not told. */
  readonly updatedAt: Date | null;
}

/** What an account shall have; absent: stays as it is. Its state is moved by `enable` and `disable` alone. */
export interface AccountWish {
  readonly expireAt?: Date;
  readonly trafficLimitBytes: number;
  readonly trafficReset: TrafficReset;
  readonly deviceLimit: number;
  readonly description: string;
  readonly tag: string | null;
  readonly squads: readonly string[];
}

/** A device that fetched the account's configuration. */
export interface PanelDevice {
  readonly hwid: string;
  readonly platform: string | null;
  readonly osVersion: string | null;
  readonly model: string | null;
  readonly userAgent: string | null;
  readonly createdAt: Date;
}

/** A group of servers that may be given to accounts. */
export interface PanelSquad {
  readonly uuid: string;
  readonly name: string;
  /** Uuids of the inbounds that its accounts may use: a node serves the squad when it has one of them. */
  readonly inbounds: readonly string[];
}

/** A server of the panel; its address is not read, so that nobody can be shown it. */
export interface PanelNode {
  readonly uuid: string;
  readonly name: string;
  /** ISO 3166 in capitals; null: the panel was told none. */
  readonly countryCode: string | null;
  /** connecting: the panel tries to reach it. */
  readonly state: 'connecting' | 'offline' | 'online';
  /** An admin of the panel switched it off. */
  readonly isDisabled: boolean;
  /** Uuids of the inbounds that it serves. */
  readonly inbounds: readonly string[];
}

/** A page of all accounts of the panel, ours and others'. */
export interface AccountPage {
  readonly accounts: readonly PanelAccount[];
  /** Where the next page begins; null: this was the last. */
  readonly next: string | null;
}

/**
 * What the fleet asks of a panel. `undefined` means that the panel has no such account. All throw RetryableError
 * (`panel.unreachable`, `.timeout`, `.unavailable`, `.flood`, `.garbage`, `.unauthorized`, `.forbidden`,
 * `.unknown_route`, `.clock_off`; `.open` and `.paced` before a call is made) or PermanentError `panel.refused`.
 */
export interface Panel {
  /**
   * Makes an account; 'taken' when there is one of this name. An end in the past is allowed here. Throws RetryableError
   * `panel.not_written` when the panel could not write it, as `change` does: mostly for a squad that it does not have.
   */
  create(username: string, wish: AccountWish & { readonly expireAt: Date }): Promise<PanelAccount | 'taken'>;
  find(username: string): Promise<PanelAccount | undefined>;
  /**
   * Sets what an account shall have; its end must lie in the future. It wakes an EXPIRED account by another end only, a
   * LIMITED one by a larger limit only; else the state stays.
   */
  change(username: string, wish: Partial<AccountWish>): Promise<PanelAccount | undefined>;
  /** Makes it ACTIVE whatever it was; the panel's own jobs then end or limit it again where that is due. */
  enable(account: NamedKey): Promise<PanelAccount | undefined>;
  /** Makes it DISABLED whatever it was. */
  disable(account: NamedKey): Promise<PanelAccount | undefined>;
  /** Makes a new link; the old one stops. */
  revoke(key: AccountKey): Promise<PanelAccount | undefined>;
  resetTraffic(key: AccountKey): Promise<PanelAccount | undefined>;
  /** False when there was none. */
  remove(key: AccountKey): Promise<boolean>;
  devices(key: AccountKey): Promise<PanelDevice[] | undefined>;
  /** Forgets one device, or all; returns those that are left. One that is not there counts as forgotten. */
  forgetDevices(key: AccountKey, hwid?: string): Promise<PanelDevice[] | undefined>;
  /** `cursor` is the `next` of the page before; at most `size` (1 to 1000) accounts. */
  page(cursor: string | null, size: number): Promise<AccountPage>;
  /** The squads that may be given to accounts. */
  squads(): Promise<PanelSquad[]>;
  /** All servers, in the order of the panel's own list. */
  nodes(): Promise<PanelNode[]>;
}
