import { z } from 'zod';
import { requestHeaders, root, webUrl, wholeBetween } from '#platform/env-kinds.js';
import { EnvError, envPart } from '#platform/env-part.js';

interface PanelEnv {
  /** The Remnawave panel; undefined: none is named, so nothing can be provisioned. */
  readonly panel: PanelAccess | undefined;
  /** Signs what the panel tells us; undefined: its webhooks are refused. */
  readonly panelWebhookSecret: string | undefined;
}

/** Where the panel is, how it is entered, and how hard it may be pressed. */
interface PanelAccess {
  readonly url: string;
  readonly token: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Over all processes of the fleet. */
  readonly callsPerSecond: number;
  /** Calls at the same time, over all processes. */
  readonly concurrency: number;
}

const variables = {
  REMNAWAVE_API_URL: webUrl('give the address of the panel, such as https://panel.example.com')
    .transform((text) => root(text).replace(/\/api$/, ''))
    .optional(),
  REMNAWAVE_API_TOKEN: z
    .string()
    .regex(/^\S+$/, 'is not a token; make one on the panel under Settings, API tokens')
    .optional(),
  REMNAWAVE_EXTRA_HEADERS: requestHeaders.optional(),
  REMNAWAVE_WEBHOOK_SECRET: z
    .string()
    .min(32, "must have at least 32 characters, as the panel's own WEBHOOK_SECRET_HEADER")
    .optional(),
  REMNAWAVE_CALLS_PER_SECOND: wholeBetween(1, 1_000).default(20),
  REMNAWAVE_CONCURRENCY: wholeBetween(1, 200).default(8),
};
type Values = z.output<z.ZodObject<typeof variables>>;

function accessOf({
  REMNAWAVE_API_URL: url,
  REMNAWAVE_API_TOKEN: token,
  ...values
}: Values): PanelAccess | undefined {
  if (url === undefined && token === undefined) return undefined;
  if (url === undefined || token === undefined)
    throw new EnvError('REMNAWAVE_API_URL and REMNAWAVE_API_TOKEN go together: set both, or neither');
  return {
    url,
    token,
    headers: values.REMNAWAVE_EXTRA_HEADERS ?? {},
    callsPerSecond: values.REMNAWAVE_CALLS_PER_SECOND,
    concurrency: values.REMNAWAVE_CONCURRENCY,
  };
}

/** The Remnawave panel. */
export const panelEnv = envPart({
  variables,
  read: (values): PanelEnv => ({
    panel: accessOf(values),
    panelWebhookSecret: values.REMNAWAVE_WEBHOOK_SECRET,
  }),
});
