import { toBuffer } from 'qrcode';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';
import { openSender } from './message-send.js';

/** Width and height of the picture in pixels. */
const width = 640;

/** Draws a QR code and sends it as a photo, on the terms of `message.send`. */
export function sendQrHandler(deps: WorkerDeps): Handler<'message.send-qr'> {
  const send = openSender(deps);
  return {
    run: async (tenant, { chat_id, content, params }, run) => {
      const bytes = await toBuffer(content, { errorCorrectionLevel: 'M', margin: 4, width });
      const photo = { name: 'qr.png', type: 'image/png', bytes };
      await send(tenant, { chat_id, method: 'sendPhoto', params, files: { photo } }, run);
    },
  };
}
