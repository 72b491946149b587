import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { t } from '../language/language';
import type { ConsoleClient } from './client';
import type { OpenError, Opened, Transport } from './transport';

const PROTOCOL = 'tocsin.rpc';

/**
 * Browser: the contract over one WebSocket of the page's own origin.
 *
 * A browser does not tell why a socket failed to open, so the health route is asked: it answers 401 to a wrong token.
 */
export function wsTransport(origin: string, token: string | null): Transport {
  return {
    name: 'websocket',
    open: async () => {
      if (token === null) return { ok: false, error: noToken() };
      const socket = await openSocket(origin, token);
      return socket === null ? { ok: false, error: await whyNot(origin, token) } : speakOver(socket);
    },
  };
}

function noToken(): OpenError {
  return { code: 'refused', message: t('shell.noToken'), next: t('shell.noTokenNext') };
}

function openSocket(origin: string, token: string): Promise<WebSocket | null> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/ws`, [PROTOCOL, `token.${base64url(token)}`]);
    socket.addEventListener('open', () => resolve(socket), { once: true });
    socket.addEventListener('close', () => resolve(null), { once: true });
  });
}

function speakOver(socket: WebSocket): Opened {
  const client: ConsoleClient = createORPCClient(new RPCLink({ websocket: socket }));
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }));
  return { ok: true, line: { client, closed, close: () => socket.close() } };
}

async function whyNot(origin: string, token: string): Promise<OpenError> {
  const status = await fetch(`${origin}/api/health`, { headers: { authorization: `Bearer ${token}` } }).then(
    (reply) => reply.status,
    () => null,
  );
  switch (status) {
    case null:
      return { code: 'unreachable', message: t('shell.noAnswer') };
    case 401:
      return { code: 'refused', message: t('shell.badToken'), next: t('shell.badTokenNext') };
    case 403:
      return { code: 'refused', message: t('shell.badAddress'), next: t('shell.badAddressNext') };
    case 429:
      return { code: 'unreachable', message: t('shell.tooMany') };
    default:
      return { code: 'unreachable', message: t('shell.noStream') };
  }
}

function base64url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
