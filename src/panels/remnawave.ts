import type { PanelAnswer, PanelCall } from './call-panel.js';
import type { Dialect, SendCall } from './dialects.js';
import type { AccountKey, AccountWish, NamedKey, Panel, PanelAccount } from './panel.js';
import { readAccount, readDevices, readNodes, readSquads } from './read-account.js';
import { isMissing, errorOfRefusal } from './refusal.js';

const nameTaken = 'A019';
const deviceMissing = 'A204';
const already = { enable: 'A030', disable: 'A029' } as const;

/** The fields of a wish in the panel's words; what is not wished is not sent, and so stays. */
const fieldsOf = (wish: Partial<AccountWish>): object => ({
  ...(wish.expireAt && { expireAt: wish.expireAt.toISOString() }),
  ...(wish.trafficLimitBytes !== undefined && { trafficLimitBytes: wish.trafficLimitBytes }),
  ...(wish.trafficReset && { trafficLimitStrategy: wish.trafficReset }),
  ...(wish.deviceLimit !== undefined && { hwidDeviceLimit: wish.deviceLimit }),
  ...(wish.description !== undefined && { description: wish.description }),
  ...(wish.squads && { activeInternalSquads: wish.squads }),
});

/** Remnawave in one of its dialects. Accounts are changed by name: a number may be another account's after a restore. */
export function remnawave(send: SendCall, dialect: Dialect): Panel {
  async function ask<T>(call: PanelCall, readOne: (response: unknown) => T): Promise<T | undefined> {
    const answer = await send(call);
    if (answer.ok) return readOne(answer.response);
    return undefinedIfMissing(answer);
  }
  const act = (key: AccountKey, action: string, body?: object): Promise<PanelAccount | undefined> =>
    ask(
      {
        method: 'POST',
        path: `/api/users/${dialect.keyOf(key)}/actions/${action}`,
        operation: action,
        ...(body && { body }),
      },
      readAccount,
    );

  const find = (username: string): Promise<PanelAccount | undefined> => {
    const path = `/api/users/by-username/${encodeURIComponent(username)}`;
    return ask({ method: 'GET', path, operation: 'find' }, readAccount);
  };
  /** What is so already was done by somebody else since the account was read. */
  async function move(account: NamedKey, action: 'enable' | 'disable'): Promise<PanelAccount | undefined> {
    const path = `/api/users/${dialect.keyOf(account)}/actions/${action}`;
    const answer = await send({ method: 'POST', path, operation: action });
    if (answer.ok) return readAccount(answer.response);
    return answer.errorCode === already[action] ? find(account.username) : undefinedIfMissing(answer);
  }

  return {
    create: async (username, wish) => {
      const body = { username, ...fieldsOf(wish), ...(wish.tag !== null && { tag: wish.tag }) };
      const answer = await send({ method: 'POST', path: '/api/users', operation: 'create', body });
      if (answer.ok) return readAccount(answer.response);
      if (answer.errorCode === nameTaken) return 'taken';
      throw errorOfRefusal(answer);
    },
    find,
    change: (username, wish) =>
      ask(
        {
          method: 'PATCH',
          path: '/api/users',
          operation: 'change',
          body: { username, ...fieldsOf(wish), ...(wish.tag !== undefined && { tag: wish.tag }) },
        },
        readAccount,
      ),
    enable: (account) => move(account, 'enable'),
    disable: (account) => move(account, 'disable'),
    revoke: (key) => act(key, 'revoke', {}),
    resetTraffic: (key) => act(key, 'reset-traffic'),
    remove: async (key) => {
      const path = `/api/users/${dialect.keyOf(key)}`;
      return (await ask({ method: 'DELETE', path, operation: 'remove' }, () => true)) ?? false;
    },
    devices: (key) => {
      const path = `/api/hwid/devices/${dialect.keyOf(key)}`;
      return ask({ method: 'GET', path, operation: 'devices' }, readDevices);
    },
    forgetDevices: async (key, hwid) => {
      const path = `/api/hwid/devices/${hwid === undefined ? 'delete-all' : 'delete'}`;
      const body = { ...dialect.deviceOwner(key), ...(hwid !== undefined && { hwid }) };
      const answer = await send({ method: 'POST', path, operation: 'forget-devices', body });
      if (answer.ok) return readDevices(answer.response);
      if (answer.errorCode !== deviceMissing) return undefinedIfMissing(answer);
      return ask(
        { method: 'GET', path: `/api/hwid/devices/${dialect.keyOf(key)}`, operation: 'devices' },
        readDevices,
      );
    },
    page: (cursor, size) => dialect.page(send, cursor, size),
    squads: async () => {
      const answer = await send({ method: 'GET', path: '/api/internal-squads', operation: 'squads' });
      if (!answer.ok) throw errorOfRefusal(answer);
      return readSquads(answer.response);
    },
    nodes: async () => {
      const answer = await send({ method: 'GET', path: '/api/nodes', operation: 'nodes' });
      if (!answer.ok) throw errorOfRefusal(answer);
      return readNodes(answer.response);
    },
  };
}

function undefinedIfMissing(answer: Extract<PanelAnswer, { ok: false }>): undefined {
  if (isMissing(answer)) return undefined;
  throw errorOfRefusal(answer);
}
