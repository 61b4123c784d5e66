const LONGEST = 300;
const PLACES = ['bot', 'chat'];
const PLAIN = new Set([
  ...PLACES,
  'level',
  'time',
  'pid',
  'msg',
  'job',
  'job_id',
  'err',
  'wait_ms',
  'work_ms',
]);
/** Characters that would move the cursor, colour the console or turn its writing direction. */
const UNSEEN = new RegExp('[\\p{Cc}\\p{Cf}\\u2028\\u2029]+', 'gu');

/** What a warning is about, so that the same one of another chat counts as the same. */
export function topicOf({ level, job, msg, code, bot, err }) {
  return [level, job, msg, code, bot, err?.name].join(' ');
}

/** A parsed line of the log on one line for people: time, level, job, bot, chat, words, reason, the other fields. */
export function readableLine(entry) {
  const clock = new Date(entry.time ?? 0).toTimeString().slice(0, 8);
  const places = PLACES.filter((name) => entry[name]).map((name) => `${name} ${entry[name]}`);
  const words = [entry.msg === 'job' ? null : entry.msg, entry.err?.message].filter(Boolean).join(': ');
  const others = Object.entries(entry).filter(([name]) => !PLAIN.has(name));
  const fields = others.map(([name, value]) => `${name}=${wordOf(value)}`).join(' ');
  const parts = [String(entry.level).toUpperCase().padEnd(5), entry.job, ...places, words, fields];
  const line = [clock, ...parts.filter(Boolean)].join('  ').replace(UNSEEN, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function wordOf(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /\s/.test(text) ? JSON.stringify(text) : text;
}
