import { menuCall, type ShownMenu } from '#bot/outgoing-calls.js';
import type { Button } from '#bot/screen.js';
import type { Payload } from '#jobs/catalog.js';
import { log } from '#platform/log.js';
import { TelegramError } from '#platform/telegram/client.js';
import { refuseAddresses, refusePicture } from '#services/menus/note-refusal.js';
import { notify } from '#services/notices/notify.js';
import type { Tenant } from '#tenancy/scope.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';
import { openSender, type Sending } from './message-send.js';

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
          await send(tenant, callOf(message.chat_id, attempt), run);
          next = undefined;
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

/** The same without what Telegram refused, which is noted; throws what no menu is to blame for. */
async function without(
  { vault }: WorkerDeps,
  tenant: Tenant,
  { attempt, error }: { readonly attempt: Attempt; readonly error: TelegramError },
): Promise<Attempt> {
  const { menu, messageId, of } = attempt;
  const { description: says } = error;
  const { picture, spare, ...words } = menu;
  if (picture !== undefined && pictureRefused.test(says)) {
    await tenant.db(async (tx) => {
      if (!(await refusePicture(tenant, tx, { fileId: picture, vault }))) return;
      await notify(tenant, tx, { kind: 'menu_refused', about: { what: 'picture', reason: cut(says) } });
    });
    log.warn({ says }, 'Telegram refuses the picture of the menu; it is sent without one');
    return { menu: { ...words, ...(spare && { spare }) }, messageId, of };
  }
  if (spare !== undefined && addressRefused.test(says)) {
    const addresses = meantBy(says, addressesOf(menu.keyboard));
    await tenant.db(async (tx) => {
      const [address] = await refuseAddresses(tenant, tx, { addresses, says, vault });
      if (address === undefined) return;
      await notify(tenant, tx, {
        kind: 'menu_refused',
        about: { what: 'address', address, reason: cut(says) },
      });
    });
    log.warn({ says }, 'Telegram refuses an address in the menu; the menu is sent without it');
    return { menu: { ...words, keyboard: spare, ...(picture !== undefined && { picture }) }, messageId, of };
  }
  if (messageId !== undefined && uneditable.test(says)) return { menu, messageId: undefined, of };
  throw error;
}

const cut = (says: string): string => says.slice(0, 1_000);

const addressesOf = (keyboard: ShownMenu['keyboard']): string[] => keyboard.flat().flatMap(addressOf);

function addressOf(button: Button): string[] {
  if ('web_app' in button) return [button.web_app.url];
  return 'url' in button ? [button.url] : [];
}

/** Those that the refusal names; where it names none, it may be any of them. */
function meantBy(says: string, addresses: readonly string[]): readonly string[] {
  const named = addresses.filter((address) => says.includes(address));
  return named.length > 0 ? named : addresses;
}
