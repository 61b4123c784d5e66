import { createSocket } from 'node:dgram';
import dns from 'node:dns';
import { isIPv4 } from 'node:net';

/** A name server of one test, which this process asks instead of the machine's. */
export interface NameServer {
  /** Questions so far, such as `A shop.example`. */
  readonly asked: readonly string[];
  close(): void;
}

const types: Readonly<Record<number, 'A' | 'AAAA'>> = { 1: 'A', 28: 'AAAA' };

/** Starts it; `answer` gives the addresses of a name, told how often it was asked before for the same type. */
export async function startNameServer(
  answer: (name: string, nth: number) => readonly string[],
): Promise<NameServer> {
  const asked: string[] = [];
  const socket = createSocket('udp4', (message, from) => {
    const { name, type, end } = questionOf(message);
    const question = `${types[type] ?? type} ${name}`;
    const nth = asked.filter((one) => one === question).length;
    asked.push(question);
    const found = answer(name, nth).filter((address) => isIPv4(address) === (types[type] === 'A'));
    socket.send(reply(message.subarray(0, end), type, found), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const before = dns.getServers();
  dns.setServers([`127.0.0.1:${socket.address().port}`]);
  return {
    asked,
    close: () => {
      dns.setServers(before);
      socket.close();
    },
  };
}

function questionOf(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), type: message.readUInt16BE(at + 1), end: at + 5 };
}

/** The question again, and a record for each address. */
function reply(question: Buffer, type: number, addresses: readonly string[]): Buffer {
  const head = Buffer.from(question);
  head.writeUInt16BE(0x81_80, 2);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const records = addresses.map((address) => {
    const bytes = isIPv4(address) ? Buffer.from(address.split('.').map(Number)) : sixBytes(address);
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc0_0c, 0);
    record.writeUInt16BE(type, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt16BE(bytes.length, 10);
    return Buffer.concat([record, bytes]);
  });
  return Buffer.concat([head, ...records]);
}

function sixBytes(address: string): Buffer {
  const [left = '', right = ''] = address.split('::');
  const [start, end] = [left, right].map((half) => half.split(':').filter(Boolean));
  const missing = 8 - start!.length - end!.length;
  const groups = [...start!, ...Array<string>(missing).fill('0'), ...end!];
  return Buffer.from(groups.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
