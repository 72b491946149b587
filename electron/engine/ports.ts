import type { Notice, NoticeDelivery } from '../../shared/domain/notice';
import type { Instant } from '../../shared/domain/primitives';

/** What a host must supply. The engine reads time, chance, secrets and the outside only through these. */

export interface Clock {
  /** The engine's clock: the wall, or the simulator's clock in a rehearsal. */
  now(): Instant;
  nowMs(): number;
  /** Waits `ms` on the engine's clock (simulated milliseconds in a rehearsal); rejects with the signal's reason when aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Engine seconds per wall second; 1 outside rehearsals, 0 while a rehearsal is paused. */
  speed(): number;
  /** Called when speed, pause or the clock itself is changed from outside. */
  onChange(listener: () => void): () => void;
}

/** Wall time, for what stays on it: the audit trail's `at`, HTTP timeouts, retries, credentials. */
export interface Wall {
  now(): Instant;
  nowMs(): number;
  /** Monotonic whole milliseconds since the process began. */
  monoMs(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export interface Random {
  /** In [0, 1). */
  unit(): number;
}

export interface Ids {
  next(prefix: 'ses' | 'cmd' | 'tok' | 'inst' | 'inc' | 'dlv' | 'evt' | 'trn' | 'sil' | 'att' | 'rep'): string;
  /** Secret material: `bytes` random bytes, base64url. */
  secret(bytes: number): string;
}

/** Small named secrets (the first access token). Desktop: safeStorage. Headless: OS key store, else a key file of mode 0600. */
export interface Secrets {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** A warning that must stay visible (key file in use), or null. */
  readonly warning: string | null;
}

/** Where this machine shows native alerts. `why` is what `doctor` prints. */
export interface Notifier {
  readonly by: NoticeDelivery['by'];
  readonly why: string;
  /** Shows one alert, or one summary of several. Never rejects: failure is an outcome. */
  show(alert: NativeAlert): Promise<{ readonly outcome: 'shown' | 'failed'; readonly reason: string | null }>;
}

export interface NativeAlert {
  readonly title: string;
  readonly body: string;
  readonly urgency: 'low' | 'normal' | 'critical';
  readonly sound: boolean;
  /** What a click opens. */
  readonly executionId: Notice['executionId'];
  readonly noticeIds: readonly Notice['noticeId'][];
}

export interface Log {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Who asks: a token, the window's operator, the engine itself. */
export interface Actor {
  readonly id: string;
  readonly role: 'view' | 'act' | 'admin';
  readonly host: 'desktop' | 'headless';
}

export interface Ports {
  readonly clock: Clock;
  readonly wall: Wall;
  readonly random: Random;
  readonly ids: Ids;
  readonly secrets: Secrets;
  readonly notifier: Notifier;
  readonly log: Log;
}
