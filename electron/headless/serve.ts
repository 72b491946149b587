import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/lib/result';
import { lookForAlerts } from '../host/alerts/alert-place';
import { chooseNotifier } from '../host/alerts/notifier-choice';
import { headlessNotifier } from '../host/alerts/notifiers';
import type { ConsoleFlags } from '../host/flags';
import { createIds } from '../host/ids';
import { createLog } from '../host/log';
import { type OpenConsole, openConsole } from '../host/open-console';
import { startOwnSimulator } from '../host/own-simulator';
import { errnoOf, type Problem } from '../host/problem';
import type { Program } from '../host/program';
import { openSecrets } from '../host/secrets/open-secrets';
import { createRandom, createWall } from '../host/wall';
import { type HttpHost, startHttpHost } from './http-host';

export interface ServeFlags extends ConsoleFlags {
  readonly port: number;
  readonly host: string;
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  readonly insecureBind: boolean;
  readonly name: readonly string[];
}

/** Stopping takes at most this long, so that a supervisor that waits 5 s sees a clean end. */
const STOP_WITHIN_MS = 4_500;

/** `tocsin serve`: the console over HTTP until the process is asked to end. Answers why it could not, or how it ended. */
export async function serve(flags: ServeFlags, program: Program): Promise<Result<{ readonly flushed: boolean }, Problem>> {
  const tls = await readTls(flags);
  if (!tls.ok) return tls;
  const bind = checkBind(flags);
  if (!bind.ok) return bind;

  const log = createLog(flags.logLevel, program.complain);
  const wall = createWall(program.machine);
  const breaking = new AbortController();
  const console = await openConsole(flags, {
    host: 'headless',
    version: program.version,
    pid: program.pid,
    place: program.place,
    wall,
    random: createRandom(program.machine),
    ids: createIds(),
    log,
    notifier: headlessNotifier(chooseNotifier(await lookForAlerts(program.place, 'headless', program.uid)), log),
    openSecrets: (dir) =>
      openSecrets({ dir, passphraseFile: flags.passphraseFile ?? null, passphrase: program.place.env.TOCSIN_PASSPHRASE }),
    startSimulator: (wish, operator) => startOwnSimulator(wish, operator, program),
    operator: 'script',
    onBroken: (problem) => breaking.abort(problem),
  });
  if (!console.ok) return console;

  const http = await startHttpHost({
    engine: console.value.engine,
    version: program.version,
    assetsDir: join(program.root, 'out', 'renderer'),
    host: flags.host,
    port: flags.port,
    tls: tls.value,
    names: flags.name,
  });
  if (!http.ok) {
    await console.value.stop('the port could not be had');
    return http;
  }
  announce(http.value, console.value, program);
  await Promise.race([aborted(program.ending), aborted(breaking.signal)]);
  const flushed = await stopWithin(STOP_WITHIN_MS, http.value, console.value);
  if (!flushed) log.error({}, `Not everything was flushed within ${STOP_WITHIN_MS} ms.`);
  const cause: unknown = breaking.signal.reason;
  return isProblem(cause) ? err(cause) : ok({ flushed });
}

/** The first line of output is for programs; at a terminal, a person gets the address to open. */
function announce(http: HttpHost, console: OpenConsole, program: Program): void {
  const token = console.engine.firstToken();
  program.tell(`${JSON.stringify({ url: http.url, token })}\n`);
  if (program.atTerminal) program.complain(`tocsin: open ${http.url}/#token=${encodeURIComponent(token)}\n`);
}

async function stopWithin(ms: number, http: HttpHost, console: OpenConsole): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const clean = Promise.all([http.close(), console.stop('asked to stop')]).then(() => true);
  const flushed = await Promise.race([clean, tooLate]);
  clearTimeout(timer);
  return flushed;
}

async function readTls({ tlsCert, tlsKey }: ServeFlags): Promise<Result<{ cert: Buffer; key: Buffer } | null, Problem>> {
  if (tlsCert === undefined && tlsKey === undefined) return ok(null);
  if (tlsCert === undefined || tlsKey === undefined) {
    return err({ code: 'flag', message: '--tls-cert and --tls-key belong together.', next: 'Give both.' });
  }
  try {
    return ok({ cert: await readFile(tlsCert), key: await readFile(tlsKey) });
  } catch (error) {
    return err({
      code: 'tls',
      message: `The TLS files cannot be read (${errnoOf(error) ?? String(error)}).`,
      next: 'Correct --tls-cert and --tls-key.',
    });
  }
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

/** Tokens must not cross a network in the clear unless somebody said so. */
function checkBind({ host, tlsCert, insecureBind }: ServeFlags): Result<void, Problem> {
  if (LOOPBACK.test(host) || tlsCert !== undefined || insecureBind) return ok(undefined);
  return err({
    code: 'flag',
    message: `--host ${host} is no loopback address, and tokens would cross the network in the clear.`,
    next: 'Give --tls-cert and --tls-key, or say --insecure-bind if something in front of it encrypts.',
  });
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'next' in value;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
