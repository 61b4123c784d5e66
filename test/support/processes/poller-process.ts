/** A poller in a process of its own: `poller-process.ts '{"prefix":…,"apiRoot":…,"timing":…}'`; says `ready`, then lists of held bots. */
import { startPollers, type PollerTiming } from '../../../src/ingress/pollers/start-pollers.js';
import { openIntakeSide } from '../open-intake-side.js';

interface Order {
  prefix: string;
  apiRoot: string;
  timing: Partial<PollerTiming>;
}

const { prefix, apiRoot, timing } = JSON.parse(process.argv[2] ?? '{}') as Order;
const side = await openIntakeSide(prefix);
const env = { telegramApiRoot: apiRoot, telegramNewTokensPerMinute: 0 };
const pollers = startPollers({ ...side, env, timing });
setInterval(() => process.stdout.write(`${pollers.held().join(' ')}\n`), 50);
process.on('SIGTERM', () => void pollers.close().then(() => process.exit(0)));
