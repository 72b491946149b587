import { createConnection, type Socket } from 'node:net';

const PATIENCE_MS = 1_500;

/** What the console asks the session bus for. */
export type BusName =
  | 'org.freedesktop.Notifications'
  | 'org.freedesktop.secrets'
  | 'org.kde.kwalletd5'
  | 'org.kde.kwalletd6'
  | 'org.kde.StatusNotifierWatcher';

/**
 * Whether one of `names` is on the desktop's session bus, running or startable on demand. Speaks the few words of D-Bus that this
 * takes, so that no tool needs to be installed for asking.
 */
export async function sessionBusOffers(
  names: readonly BusName[],
  env: Readonly<Record<string, string | undefined>>,
  uid: number,
): Promise<boolean> {
  const path = busPath(env, uid);
  return path === null ? false : ask(path, uid, names);
}

/** Socket of the session bus, or null where there is none. */
export function busPath(env: Readonly<Record<string, string | undefined>>, uid: number): string | null {
  const address = env.DBUS_SESSION_BUS_ADDRESS ?? '';
  if (address === '') return env.XDG_RUNTIME_DIR === undefined ? `/run/user/${uid}/bus` : `${env.XDG_RUNTIME_DIR}/bus`;
  const path = /(?:^|;)unix:(?:[^;]*,)?path=([^,;]+)/.exec(address)?.[1];
  return path === undefined ? null : decodeURIComponent(path);
}

function ask(path: string, uid: number, names: readonly BusName[]): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    let heard = '';
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PATIENCE_MS, () => end(false));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.on('connect', () => socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(uid)).toString('hex')}\r\n`));
    socket.on('data', (chunk) => {
      const isFirst = heard === '';
      heard += chunk.toString('latin1');
      if (isFirst && !heard.startsWith('OK ')) return end(false);
      if (isFirst) greet(socket);
      if (names.some((name) => heard.includes(`${name}\0`))) end(true);
      else if (heard.includes(LAST_REPLY)) end(false);
    });
  });
}

/** Both lists together say whether a name is there or can be had; they are read by looking for it, not by parsing. */
const CALLS = ['Hello', 'ListNames', 'ListActivatableNames', 'GetId'];
/** Header field of the reply to the last call, which comes after all others: which serial (little-endian) it answers. */
const LAST_REPLY = `\x05\x01u\0${String.fromCharCode(CALLS.length)}\0\0\0`;

function greet(socket: Socket): void {
  socket.write('BEGIN\r\n');
  for (const [index, member] of CALLS.entries()) socket.write(busCall(member, index + 1));
}

/** A method call to the bus itself, without arguments, in D-Bus's little-endian wire form. */
export function busCall(member: string, serial: number): Buffer {
  const fields: readonly (readonly [code: number, type: 's' | 'o', value: string])[] = [
    [1, 'o', '/org/freedesktop/DBus'],
    [2, 's', 'org.freedesktop.DBus'],
    [3, 's', member],
    [6, 's', 'org.freedesktop.DBus'],
  ];
  const body = fields.reduce(
    (bytes, [code, type, value]) => Buffer.concat([padded(bytes), headerField(code, type, value)]),
    Buffer.alloc(0),
  );
  const head = Buffer.alloc(16);
  head.write('l', 0, 'latin1');
  head.writeUInt8(1, 1); // a method call
  head.writeUInt8(1, 3); // version of the protocol
  head.writeUInt32LE(serial, 8);
  head.writeUInt32LE(body.length, 12);
  return padded(Buffer.concat([head, body]));
}

/** A struct of a code and a variant: signature, then the text with its length. */
function headerField(code: number, type: 's' | 'o', value: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(value));
  return Buffer.concat([Buffer.from([code, 1]), Buffer.from(type), Buffer.from([0]), length, Buffer.from(`${value}\0`)]);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
}
