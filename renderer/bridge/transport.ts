import type { ConsoleClient } from './client';

/** Why no line could be opened. `refused` will not get better by trying again with the same token. */
export type OpenError =
  | { readonly code: 'refused'; readonly message: string; readonly next: string }
  | { readonly code: 'unreachable'; readonly message: string };

/** An open way to the engine. `closed` resolves once, whoever closed it. */
export interface Line {
  readonly client: ConsoleClient;
  readonly closed: Promise<void>;
  close(): void;
}

export type Opened = { readonly ok: true; readonly line: Line } | { readonly ok: false; readonly error: OpenError };

/** One way to reach an engine. Nobody past `open` knows which one it is. */
export interface Transport {
  readonly name: 'message-port' | 'websocket' | 'fixture';
  open(): Promise<Opened>;
}
