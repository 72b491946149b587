import type { WebSocket } from 'ws';
import { z } from 'zod';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { Ports } from '../../ports';
import { readJson } from '../fit/json';
import type { OutgoingHttp } from '../http/outgoing-http';
import { scrub } from '../http/scrub';

/** Somebody pressed a button of ours. */
export interface ButtonPressed {
  readonly actionId: string;
  readonly value: string;
  /** As Slack calls them: name, else id. */
  readonly person: string;
  /** Where to answer, for some minutes; secret. */
  readonly responseUrl: string | null;
}

export interface SocketModeOptions {
  readonly ports: Pick<Ports, 'wall' | 'random' | 'log'>;
  readonly http: Pick<OutgoingHttp, 'request'>;
  readonly openSocket: (url: string) => Result<WebSocket, string>;
  readonly appToken: string;
  /** Of the Web API, without a slash at its end. */
  readonly apiUrl: string;
  readonly onPressed: (pressed: ButtonPressed) => void;
}

export interface SocketMode {
  /** Whether Slack has said hello on a connection that is open now. */
  isConnected(): boolean;
  stop(): void;
}

const Opened = z.looseObject({ ok: z.boolean(), url: z.string().optional(), error: z.string().optional() });
const Message = z.looseObject({ type: z.string(), envelope_id: z.string().optional(), payload: z.unknown().optional() });
const Payload = z.looseObject({
  type: z.literal('block_actions'),
  user: z.looseObject({ id: z.string(), name: z.string().optional(), username: z.string().optional() }),
  actions: z.array(z.looseObject({ action_id: z.string(), value: z.string().optional() })),
  response_url: z.string().optional(),
});

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** Slack asks for a sign of life now and then; a connection on which nothing comes for so long is dead, whatever it says. */
const SILENCE_MS = 120_000;
/** A connection that ends sooner was none: whoever greets and hangs up over and over is not called without a pause. */
const HELD_MS = 10_000;
/** Words after which another try is of no use before somebody changes the token: tried again rarely. */
const HOPELESS: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'not_allowed_token_type',
  'missing_scope',
]);

/** Keeps one connection to Slack open, without a port of ours: presses come in on it, each is confirmed at once and handed on once. */
export function startSocketMode({ ports, http, openSocket, appToken, apiUrl, onPressed }: SocketModeOptions): SocketMode {
  const { wall, random, log } = ports;
  const stopping = new AbortController();
  const seen = new Set<string>();
  let connected = false;
  run().catch((thrown: unknown) => log.error({ error: thrown }, 'the connection to Slack has ended by a mistake'));

  async function run(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; ) {
      const beganMs = wall.monoMs();
      const url = await askForAddress();
      const held = url.ok ? await hold(url.value) : { hadHello: false, problem: url.error };
      if (stopping.signal.aborted) return;
      failures = held.hadHello && wall.monoMs() - beganMs >= HELD_MS ? 0 : failures + 1;
      if (held.problem !== null) log.warn({ problem: held.problem, failures }, 'no connection to Slack');
      const hopeless = !url.ok && HOPELESS.has(url.error);
      const most = hopeless ? LONGEST_WAIT_MS : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
      // Slack refreshes connections by itself: then the next one is opened at once.
      const waitMs = failures === 0 ? 0 : hopeless ? most : Math.round(most / 2 + (random.unit() * most) / 2);
      await wall.sleep(waitMs, stopping.signal).catch(() => undefined);
    }
  }

  async function askForAddress(): Promise<Result<string, string>> {
    const reply = await http.request({
      method: 'POST',
      url: `${apiUrl}/apps.connections.open`,
      headers: { authorization: `Bearer ${appToken}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
      signal: stopping.signal,
    });
    if (reply.kind !== 'answered') return err(scrub(reply.message, [appToken]));
    const said = Opened.safeParse(readJson(reply.body));
    if (!said.success) return err(`Slack answered ${reply.status} without JSON.`);
    if (!said.data.ok || said.data.url === undefined) return err(said.data.error ?? `Slack answered ${reply.status}.`);
    return ok(said.data.url);
  }

  /** Resolves when the connection is over. */
  function hold(url: string): Promise<{ readonly hadHello: boolean; readonly problem: string | null }> {
    const opened = openSocket(url);
    if (!opened.ok) return Promise.resolve({ hadHello: false, problem: opened.error });
    const socket = opened.value;
    const over = new AbortController();
    let hadHello = false;
    let lastHeardMs = wall.monoMs();
    return new Promise((resolve) => {
      const end = (problem: string | null): void => {
        if (over.signal.aborted) return;
        over.abort();
        connected = false;
        stopping.signal.removeEventListener('abort', stop);
        socket.terminate();
        resolve({ hadHello, problem });
      };
      const stop = (): void => end(null);
      stopping.signal.addEventListener('abort', stop);
      socket.on('error', (error: Error) => end(scrub(error.message, [url, appToken])));
      socket.on('close', () => end(hadHello ? null : 'Slack closed the connection at once.'));
      socket.on('ping', () => {
        lastHeardMs = wall.monoMs();
      });
      socket.on('message', (data, isBinary) => {
        lastHeardMs = wall.monoMs();
        if (isBinary) return;
        const message = Message.safeParse(readJson(String(data))).data;
        if (message === undefined) return;
        if (message.type === 'hello') {
          hadHello = true;
          connected = true;
        }
        if (message.type === 'disconnect') return end(null);
        if (message.envelope_id === undefined) return;
        // Confirmed before anything is done: Slack waits three seconds, and sends again what nobody confirmed.
        socket.send(JSON.stringify({ envelope_id: message.envelope_id }), () => {});
        if (isNew(message.envelope_id)) hear(message.payload);
      });
      void watch(over.signal, () => wall.monoMs() - lastHeardMs > SILENCE_MS && end('Slack has been silent for too long.'));
    });
  }

  async function watch(signal: AbortSignal, look: () => void): Promise<void> {
    while (!signal.aborted) {
      await wall.sleep(SILENCE_MS / 4, signal).catch(() => undefined);
      if (!signal.aborted) look();
    }
  }

  function isNew(envelopeId: string): boolean {
    if (seen.has(envelopeId)) return false;
    seen.add(envelopeId);
    if (seen.size > 1_000) seen.delete([...seen][0] ?? '');
    return true;
  }

  function hear(payload: unknown): void {
    const pressed = Payload.safeParse(payload).data;
    if (pressed === undefined) return; // Another kind of interaction of the same app: not ours.
    const { user, actions, response_url = null } = pressed;
    for (const { action_id, value = '' } of actions)
      onPressed({ actionId: action_id, value, person: user.name ?? user.username ?? user.id, responseUrl: response_url });
  }

  return { isConnected: () => connected, stop: () => stopping.abort() };
}
