import { menuCall, type ShownMenu } from '#bot/outgoing-calls.js';
import type { Payload } from '#jobs/catalog.js';
import { log } from '#platform/log.js';
import { TelegramError } from '#platform/telegram/client.js';
import { refuseAddresses, refusePicture } from '#services/menus/note-refusal.js';
import { notify } from '#services/notices/notify.js';
import type { Tenant } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';
import { openSender, type Sending } from './message-send.js';
import { namedAddresses, ownAddresses, searchOn, type AddressSearch } from './refused-address.js';

type MenuMessage = Payload<'message.send-menu'>;

/**
 * Sends the main menu, or puts it in place of a message, on the terms of `message.send`. What Telegram refuses of what admins wrote (the
 * picture, an address of a button) is left out, and taken out of the bot's menu for everybody; its admins are told once.
 */
export function sendMenuHandler(deps: WorkerDeps): Handler<'message.send-menu'> {
  const send = openSender(deps);
  const forgetLeft = ({ botId }: Tenant, { chat_id: chatId }: MenuMessage) =>
    deps.jobs.ordered.messages.forgetLeft({ botId, chatId });
  return {
    run: async (tenant, message, run) => {
      let next: Attempt | undefined = {
        menu: message.menu as unknown as ShownMenu,
        messageId: message.message_id,
        of: message.of,
      };
      while (next) {
        const attempt: Attempt = next;
        try {
          const { result } = await send(tenant, callOf(message.chat_id, attempt), run);
          next = undefined;
          const { suspect, says = '' } = attempt.search ?? {};
          // Who blocked the bot meanwhile got nothing, which clears and blames no address.
          if (suspect !== undefined && result !== undefined)
            await noteAddresses(deps, tenant, { addresses: [suspect], says });
        } catch (error) {
          if (!(error instanceof TelegramError)) throw error;
          next = await without(deps, tenant, { attempt, error });
          // What the message shows now is not what was to be shown.
          await forgetLeft(tenant, message);
        }
      }
    },
    // As with `message.send`: what failed for good is needed again, should it be asked for again.
    failed: forgetLeft,
  };
}

interface Attempt {
  readonly menu: ShownMenu;
  readonly messageId: number | undefined;
  /** The bot whose number that is; undefined: it is not known. */
  readonly of: string | undefined;
  /** Which address Telegram refuses is looked for; absent: it is not. */
  readonly search?: AddressSearch;
}

function callOf(chatId: string, { menu, messageId, of }: Attempt): Sending {
  const { method, params } = menuCall({ chatId: Number(chatId), messageId }, menu);
  return { chat_id: chatId, method, params: { ...params }, of };
}

const pictureRefused =
  /wrong (remote )?file[_ ]id|wrong type of file|file of type|FILE_REFERENCE|FILE_ID|IMAGE_PROCESS_FAILED|PHOTO_|can't use file|invalid file id/i;
const addressRefused = /button[^']{0,30}url|BUTTON_URL|BUTTON_TYPE|WEB_?APP|URL_INVALID|URL host is empty/i;
const uneditable =
  /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|no (text|media|caption) in the message/;

const withoutPicture = ({ picture: _, ...words }: ShownMenu): ShownMenu => words;

/** The same without what Telegram refused, which is noted; throws what no menu is to blame for. */
async function without(
  deps: WorkerDeps,
  tenant: Tenant,
  { attempt, error }: { readonly attempt: Attempt; readonly error: TelegramError },
): Promise<Attempt> {
  const { vault } = deps;
  const { menu, messageId, of, search } = attempt;
  const { description: says } = error;
  const { picture, spare } = menu;
  if (picture !== undefined && pictureRefused.test(says)) {
    await tenant.db(async (tx) => {
      if (!(await refusePicture(tenant, tx, { fileId: picture, vault }))) return;
      await notify(tenant, tx, { kind: 'menu_refused', about: { what: 'picture', reason: cut(says) } });
    });
    log.warn({ says }, 'Telegram refuses the picture of the menu; it is sent without one');
    return {
      menu: withoutPicture(menu),
      messageId,
      of,
      ...(search && { search: { ...search, whole: withoutPicture(search.whole) } }),
    };
  }
  if (spare !== undefined && addressRefused.test(says))
    return withoutAddress(deps, tenant, { attempt, says });
  if (messageId !== undefined && uneditable.test(says)) return { ...attempt, messageId: undefined };
  throw error;
}

const cut = (says: string): string => says.slice(0, 1_000);

/**
 * The same without the address that Telegram names, or without one after the other until it takes the menu; what is known of the refused
 * is noted. Where none of them alone is to blame, all are left out.
 */
async function withoutAddress(
  deps: WorkerDeps,
  tenant: Tenant,
  { attempt, says }: { readonly attempt: Attempt; readonly says: string },
): Promise<Attempt> {
  const { menu, messageId, of, search: before } = attempt;
  const whole = before?.whole ?? menu;
  const named = namedAddresses(whole, says);
  const tried = named.length === 0 ? searchOn(menu, { before, says }) : undefined;
  if (tried) return { ...tried, messageId, of };
  const addresses = named.length > 0 ? named : ownAddresses(whole);
  await noteAddresses(deps, tenant, { addresses, says: before?.says ?? says });
  const { spare, ...rest } = whole;
  return { menu: { ...rest, keyboard: spare ?? [] }, messageId, of };
}

async function noteAddresses(
  { vault }: WorkerDeps,
  tenant: Tenant,
  { addresses, says }: { readonly addresses: readonly string[]; readonly says: string },
): Promise<void> {
  await tenant.db(async (tx) => {
    const gone = await refuseAddresses(tenant, tx, { addresses, says, vault });
    const [address] = gone;
    if (address === undefined) return;
    const all = gone.length > 1 ? { addresses: gone } : {};
    await notify(tenant, tx, {
      kind: 'menu_refused',
      about: { what: 'address', address, ...all, reason: cut(says) },
    });
  });
  log.warn({ says }, 'Telegram refuses an address in the menu; the menu is sent without it');
}
