import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { t } from '../language/language';
import type { ConsoleClient } from './client';
import { type HostBridge, PORT_MESSAGE } from './host-bridge';
import type { Opened, Transport } from './transport';
import type { Wall } from './wall';

/** How long the main process may take to hand over a port before it counts as unreachable. */
const PORT_WAIT_MS = 5_000;

/** Desktop: the main process hands this page one end of a message channel. */
export function portTransport(host: HostBridge, wall: Wall): Transport {
  return {
    name: 'message-port',
    open: async () => {
      const port = await askForPort(host, wall);
      return port === null ? { ok: false, error: { code: 'unreachable', message: t('shell.noPort') } } : openPort(port);
    },
  };
}

function askForPort(host: HostBridge, wall: Wall): Promise<MessagePort | null> {
  return new Promise((resolve) => {
    const settle = (port: MessagePort | null): void => {
      window.removeEventListener('message', onMessage);
      cancel();
      resolve(port);
    };
    const onMessage = (event: MessageEvent): void => {
      const port = event.ports[0];
      if (event.source === window && event.data === PORT_MESSAGE && port !== undefined) settle(port);
    };
    const cancel = wall.after(PORT_WAIT_MS, () => settle(null));
    window.addEventListener('message', onMessage);
    host.requestPort();
  });
}

function openPort(port: MessagePort): Opened {
  const client: ConsoleClient = createORPCClient(new RPCLink({ port }));
  const closed = new Promise<void>((resolve) => port.addEventListener('close', () => resolve(), { once: true }));
  port.start();
  return { ok: true, line: { client, closed, close: () => port.close() } };
}
