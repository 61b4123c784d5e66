// Telegram's stand-in in a process of its own, for a bench that works itself; prints its port.
import { startSink } from './telegram-sink.js';

const sink = await startSink();
process.stdout.write(`${new URL(sink.url).port}\n`);
