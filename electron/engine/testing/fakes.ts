import type { Ids, Log, NativeAlert, Notifier, Ports, Random, Secrets } from '../ports';
import { ManualTime } from './manual-clock';

/** A linear congruential generator: the same chance in every run. */
export function seededRandom(seed = 1): Random {
  let state = seed >>> 0;
  return {
    unit() {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    },
  };
}

/** `cmd_1`, `cmd_2` …; secrets are as long as asked for and differ. */
export function countingIds(): Ids {
  const counts = new Map<string, number>();
  const count = (name: string): number => {
    const next = (counts.get(name) ?? 0) + 1;
    counts.set(name, next);
    return next;
  };
  return {
    next: (prefix) => `${prefix}_${count(prefix)}`,
    secret: (bytes) => `secret${count('secret')}`.padEnd(Math.ceil((bytes * 4) / 3), 'x'),
  };
}

export function memorySecrets(kept = new Map<string, string>()): Secrets {
  return {
    get: async (name) => kept.get(name) ?? null,
    set: async (name, value) => {
      kept.set(name, value);
    },
    remove: async (name) => {
      kept.delete(name);
    },
    warning: null,
  };
}

export interface RecordingNotifier extends Notifier {
  readonly shown: NativeAlert[];
  /** Makes every following alert fail. */
  breakDown(reason: string): void;
}

export function recordingNotifier(by: Notifier['by'] = 'node-notifier'): RecordingNotifier {
  const shown: NativeAlert[] = [];
  let broken: string | null = null;
  return {
    by,
    why: 'a test',
    shown,
    breakDown: (reason) => {
      broken = reason;
    },
    show: async (alert) => {
      shown.push(alert);
      return broken === null ? { outcome: 'shown', reason: null } : { outcome: 'failed', reason: broken };
    },
  };
}

export interface RecordingLog extends Log {
  readonly lines: { readonly level: string; readonly fields: Readonly<Record<string, unknown>>; readonly message: string }[];
}

export function recordingLog(): RecordingLog {
  const lines: RecordingLog['lines'] = [];
  const at = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    lines.push({ level, fields, message });
  };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export interface FakePorts extends Ports {
  readonly time: ManualTime;
  readonly notifier: RecordingNotifier;
  readonly log: RecordingLog;
}

/** Every port, none of them real. */
export function fakePorts(
  given: { readonly time?: ManualTime; readonly notifier?: RecordingNotifier; readonly secrets?: Secrets } = {},
): FakePorts {
  const time = given.time ?? new ManualTime();
  return {
    time,
    clock: time.clock,
    wall: time.wall,
    random: seededRandom(),
    ids: countingIds(),
    secrets: given.secrets ?? memorySecrets(),
    notifier: given.notifier ?? recordingNotifier(),
    log: recordingLog(),
  };
}
