import { err, type Result } from '../../../../shared/lib/result';
import type { Ports } from '../../ports';
import type { SmtpTrouble } from './smtp-failure';
import { openSession, type SmtpSession } from './smtp-session';
import type { SmtpSettings } from './smtp-settings';

/** Connections to mail servers, kept for a moment so that a burst of mails need not dial for each. */
export interface SmtpPool {
  /** Sends one mail; the answer is the server's own line. */
  send(settings: SmtpSettings, mail: OutgoingMail, signal: AbortSignal): Promise<Result<string, SmtpTrouble>>;
  close(): void;
}

export interface OutgoingMail {
  readonly from: string;
  readonly to: string;
  /** MIME. */
  readonly source: Buffer;
}

/** Sessions at a time with one server; small servers refuse more. */
const MOST_SESSIONS = 5;
const IDLE_MS = 5_000;
/** A mail and everything before it, once its turn has come. */
const WHOLE_MS = 25_000;

interface Server {
  /** With the monotonic time at which each was kept. */
  readonly idle: Map<SmtpSession, number>;
  readonly waiting: (() => void)[];
  busy: number;
}

export function createSmtpPool(wall: Ports['wall']): SmtpPool {
  const servers = new Map<string, Server>();
  const closing = new AbortController();
  let isSweeping = false;

  function serverOf({ host, port, security, user, password }: SmtpSettings): Server {
    const key = JSON.stringify([host, port, security, user, password]);
    const found = servers.get(key) ?? { idle: new Map(), waiting: [], busy: 0 };
    servers.set(key, found);
    return found;
  }

  async function session(server: Server, settings: SmtpSettings, signal: AbortSignal): Promise<Result<SmtpSession, SmtpTrouble>> {
    for (const kept of [...server.idle.keys()]) {
      server.idle.delete(kept);
      if (!kept.isOver()) return { ok: true, value: kept };
    }
    return openSession(settings, signal);
  }

  function keep(server: Server, kept: SmtpSession): void {
    if (kept.isOver() || closing.signal.aborted) {
      kept.close();
      return;
    }
    server.idle.set(kept, wall.monoMs());
    if (!isSweeping) void sweep();
  }

  /** Hangs up where nothing was sent for a while, until no connection is kept. */
  async function sweep(): Promise<void> {
    isSweeping = true;
    try {
      while ([...servers.values()].some(({ idle }) => idle.size > 0)) {
        await wall.sleep(IDLE_MS, closing.signal);
        for (const { idle } of servers.values()) closeBefore(idle, wall.monoMs() - IDLE_MS);
      }
    } catch {
      // Only closing ends the wait early, and it hangs up by itself.
    } finally {
      isSweeping = false;
    }
  }

  async function attempt(
    server: Server,
    settings: SmtpSettings,
    { from, to, source }: OutgoingMail,
    signal: AbortSignal,
  ): Promise<Result<string, SmtpTrouble>> {
    const wasKept = server.idle.size > 0;
    const opened = await session(server, settings, signal);
    if (!opened.ok) return opened;
    const sent = await opened.value.send({ from, to }, source, signal);
    if (sent.ok) keep(server, opened.value);
    // A kept connection may have been dead for a while: nothing of the mail was taken, so a new one is as good as the first.
    else if (wasKept && !sent.error.wasWhole && isHangUp(sent.error.error) && !signal.aborted) {
      return attempt(server, settings, { from, to, source }, signal);
    }
    return sent;
  }

  return {
    async send(settings, mail, signal) {
      const server = serverOf(settings);
      if (!(await turn(server, signal))) return err({ error: signal.reason, wasWhole: false });
      const limit = new AbortController();
      const stop = (): void => limit.abort(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      wall.sleep(WHOLE_MS, limit.signal).then(
        () => limit.abort(new Error(`no end within ${WHOLE_MS / 1_000} s`)),
        () => undefined,
      );
      try {
        return await attempt(server, settings, mail, limit.signal);
      } finally {
        signal.removeEventListener('abort', stop);
        limit.abort(new Error('done'));
        pass(server);
      }
    },
    close() {
      closing.abort(new Error('the console stops'));
      for (const { idle } of servers.values()) for (const kept of idle.keys()) kept.close();
      servers.clear();
    },
  };
}

function closeBefore(idle: Map<SmtpSession, number>, keptBefore: number): void {
  for (const [kept, since] of [...idle]) {
    if (since > keptBefore) continue;
    idle.delete(kept);
    kept.close();
  }
}

/** Gives the turn to whoever waits longest. */
function pass(server: Server): void {
  const next = server.waiting.shift();
  if (next === undefined) server.busy -= 1;
  else next();
}

/** Waits until the server has a session free, and takes it; false when the signal came first. */
function turn(server: Server, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  if (server.busy < MOST_SESSIONS) {
    server.busy += 1;
    return Promise.resolve(true);
  }
  return new Promise((resolve) => {
    const go = (): void => {
      signal.removeEventListener('abort', leave);
      resolve(true);
    };
    const leave = (): void => {
      server.waiting.splice(server.waiting.indexOf(go), 1);
      resolve(false);
    };
    server.waiting.push(go);
    signal.addEventListener('abort', leave, { once: true });
  });
}

function isHangUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNECTION' || error.code === 'ESOCKET');
}
