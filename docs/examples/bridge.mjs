// A payment bridge in plain Node.js, as docs/bridge.md asks for. Start it: BRIDGE_SECRET=… node bridge.mjs
// It moves no money: put your own provider where the page's buttons are answered.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const { BRIDGE_SECRET: secret, PORT: port = '8787', BRIDGE_FILE: file = 'bridge.json' } = process.env;
const { BRIDGE_URL: home = `http://127.0.0.1:${port}` } = process.env;
if (!secret) throw new Error('Set BRIDGE_SECRET to the secret that the bot has.');
const payments = new Map(fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : []);
const nonces = new Map();
const now = () => Math.floor(Date.now() / 1000);
const sign = (...lines) => createHmac('sha256', secret).update(lines.join('\n')).digest('hex');

function isSigned({ method, url, headers }, body) {
  const { 'x-bridge-timestamp': time, 'x-bridge-nonce': nonce, 'x-bridge-signature': given = '' } = headers;
  const place = `${method} ${new URL(home).pathname.replace(/\/$/, '')}${url}`;
  const [a, b] = [Buffer.from(sign('bridge-1 request', time, nonce, place, body)), Buffer.from(given)];
  for (const [old, until] of nonces) if (until < now()) nonces.delete(old);
  if (a.length !== b.length || !timingSafeEqual(a, b)) return false;
  if (!(Math.abs(now() - time) <= 300) || nonces.has(nonce)) return false;
  return Boolean(nonces.set(nonce, now() + 600));
}

function keep(payment) {
  payments.set(payment.id, payment);
  fs.writeFileSync(`${file}.new`, JSON.stringify([...payments]));
  fs.renameSync(`${file}.new`, file); // all of it or nothing, whenever the machine stops
  return payment;
}

function view({ id, bridge_id, amount_toman, paid_toman, status: kept, expires_at }) {
  const status = kept === 'open' && Date.parse(expires_at) < Date.now() ? 'expired' : kept;
  const can = { open: ['cancel'], paid: ['refund'] }[status] ?? [];
  return { id, bridge_id, status, amount_toman, paid_toman, pay_url: `${home}/pay/${bridge_id}`, can };
}

function create({ id, amount_toman, expires_at, callback_url, return_url }) {
  const known = payments.get(id); // our first answer was lost and the fleet asks again: the same payment
  if (known) return known.amount_toman === amount_toman ? [200, view(known)] : [409, { code: 'conflict' }];
  const mine = { bridge_id: randomBytes(12).toString('hex'), paid_toman: 0, status: 'open' };
  return [201, view(keep({ id, amount_toman, expires_at, callback_url, return_url, ...mine }))];
}

function answerFleet(method, path, body) {
  if (method === 'POST' && path === '/payments') return create(JSON.parse(body));
  const [, id, action] = /^\/payments\/([\w.-]+)(?:\/(cancel|refund))?$/.exec(path) ?? [];
  const payment = payments.get(id);
  if (!payment) return [404, { code: 'unknown_payment' }];
  const isDue = method === 'POST' && view(payment).can.includes(action); // else the status says how it stands
  if (isDue) keep({ ...payment, status: action === 'cancel' ? 'cancelled' : 'refunded' });
  return [200, view(payments.get(id))];
}

async function tell({ callback_url: url, id }) {
  for (let wait = 1; url && wait < 600; wait *= 2) {
    const body = JSON.stringify(view(payments.get(id)));
    const [time, nonce] = [String(now()), randomBytes(16).toString('hex')];
    const signature = sign('bridge-1 callback', time, nonce, body);
    const signed = { 'x-bridge-timestamp': time, 'x-bridge-nonce': nonce, 'x-bridge-signature': signature };
    const headers = { 'content-type': 'application/json', ...signed };
    const heard = fetch(url, { method: 'POST', headers, body }).then(({ ok }) => ok);
    if (await heard.catch(() => false)) return;
    await pause(wait * 1000); // and in the end it gives up: the fleet asks for the state anyway
  }
}

function answerPayer(method, path, body) {
  const payment = [...payments.values()].find(({ bridge_id }) => path === `/pay/${bridge_id}`);
  if (!payment) return [404, 'No such payment.'];
  const { amount_toman, status } = view(payment);
  const [form, back] = [new URL(`?${body}`, home).searchParams, payment.return_url ?? '#'];
  const paid_toman = Math.floor(Number(form.get('toman')));
  if (method === 'POST' && status === 'open' && (form.has('cancel') || paid_toman > 0)) {
    const end = form.has('cancel') ? { status: 'cancelled' } : { status: 'paid', paid_toman };
    void tell(keep({ ...payment, ...end }));
  }
  const buttons = `<form method="post"><input name="toman" value="${amount_toman}"> toman
    <button name="pay">Pay</button> <button name="cancel">Cancel</button></form>`;
  const now = view(payments.get(payment.id)).status;
  return [200, `<h1>${amount_toman} toman</h1>${now === 'open' ? buttons : now} <a href="${back}">Back</a>`];
}

createServer(async (request, response) => {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body = (body + part).slice(0, 65_536);
  const { method, url, headers } = request;
  if (url.startsWith('/pay/')) {
    const [status, page] = answerPayer(method, url, body);
    return response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  }
  if (!isSigned(request, body)) return response.writeHead(401).end('{"code":"signature"}');
  const [status, answer] = answerFleet(method, url, body);
  const signature = sign('bridge-1 answer', headers['x-bridge-nonce'], status, JSON.stringify(answer));
  response.writeHead(status, { 'x-bridge-signature': signature }).end(JSON.stringify(answer));
}).listen(port, () => process.stdout.write(`The bridge listens; its bridge_url is ${home}\n`));
