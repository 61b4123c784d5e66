import { drawChart } from '#platform/pictures/draw-chart.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';
import { openSender } from './message-send.js';

/** Draws a chart and sends it as a photo, on the terms of `message.send`; its words alone where it cannot be drawn. */
export function sendChartHandler(deps: WorkerDeps): Handler<'message.send-chart'> {
  const send = openSender(deps);
  return {
    run: async (tenant, { chat_id, chart, params }, run) => {
      const bytes = await drawChart(chart);
      if (bytes) {
        const photo = { name: 'chart.png', type: 'image/png', bytes };
        await send(tenant, { chat_id, method: 'sendPhoto', params, files: { photo } }, run);
      } else {
        const { caption: text, ...rest } = params;
        await send(tenant, { chat_id, method: 'sendMessage', params: { ...rest, text } }, run);
      }
    },
  };
}
