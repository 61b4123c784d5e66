import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Router } from '@koa/router';
import type Koa from 'koa';
import { openReplyListener } from '#jobs/requests/replies.js';
import type { Metrics } from '#platform/metrics.js';
import type { TokenCheck } from '../admin/check-operator-token.js';
import { queuesBoard } from '../admin/queues-board.js';
import type { RequestNotes } from '../request-notes.js';
import type { IngressOptions } from '../start-server.js';
import type { Readiness } from '../watch-readiness.js';
import { adminApi, type AdminApiLimits } from './admin-api/index.js';
import { bankMessage } from './bank-message.js';
import { docsPage } from './docs-page.js';
import { homePage } from './home-page.js';
import { openApp } from './open-app.js';
import { panelWebhook } from './panel-webhook.js';
import { paymentCallback } from './payment-callback.js';
import { telegramWebhook } from './telegram-webhook.js';

export interface AllRoutesParts extends IngressOptions {
  readonly metrics: Metrics;
  readonly look: () => Promise<Readiness>;
  readonly check: TokenCheck;
  /** Largest body of a webhook, in bytes. */
  readonly bodyBytes: number;
}

/** What the ingress role answers beside the health that every process tells. */
export interface AllRoutes {
  /** Answers a webhook of updates past Koa; false when the request is for another address. */
  takesUpdate(request: IncomingMessage, response: ServerResponse): boolean;
  addTo(app: Koa<RequestNotes>, router: Router<RequestNotes>): void;
  close(): void;
}

const standardApi: AdminApiLimits = {
  waitMs: 10_000,
  perMinute: 600,
  masterPerMinute: 6_000,
};

/** Opens them. */
export function openAllRoutes(parts: AllRoutesParts): AllRoutes {
  const { env, directory, metrics, jobs, vault, intake, redis, look, check } = parts;
  const { prefix } = jobs;
  const replies = openReplyListener(redis, prefix);
  return {
    takesUpdate: telegramWebhook(parts),
    addTo: (app, router) => {
      router.get('/', homePage);
      router.get(['/docs', '/docs/:file'], docsPage());
      router.get('/open/:app', openApp);
      const { panelWebhookSecret: secret } = env;
      router.post('/panel/webhook', panelWebhook({ directory, intake, metrics, secret }));
      router.post('/payments/card_to_card/:bot_id', bankMessage({ directory, intake, redis, prefix, vault }));
      const takesCallback = paymentCallback({ directory, intake, redis, prefix });
      router
        .get('/payments/:gateway/:bot_id', takesCallback)
        .post('/payments/:gateway/:bot_id', takesCallback);
      const limits = { ...standardApi, ...parts.apiLimits };
      app.use(adminApi({ jobs, directory, vault, replies, limits }));
      app.use(queuesBoard({ jobs, directory, vault, look, ...check }));
    },
    close: () => replies.close(),
  };
}
