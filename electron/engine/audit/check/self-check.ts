import type { AuditStatus } from '../../../../shared/domain/audit/status';
import type { ConsoleEvent } from '../../../../shared/domain/events';

import { aNotice } from '../../../../shared/domain/judge/notice-form';
import { NoticeId } from '../../../../shared/domain/primitives';
import type { Core } from '../../engine-api';
import type { Actor, Ports } from '../../ports';
import type { LiveView } from '../../state/live-view';
import type { Recorder } from '../../state/recorder';
import { createTurns } from '../../storage/turns';
import type { AuditTables } from '../log/audit-tables';
import { checkStored, type StoredFault } from './stored-log';

export type Verification = AuditStatus['verification'];

/** The console verifies what it stores, at its start and every hour, without being slowed by it. */
export interface SelfCheck {
  state(): Verification;
  /** Verifies now and records what came of it; one at a time. With `actor`, even where nothing changed. */
  run(actor: Actor | null): Promise<void>;
  stop(): void;
}

interface SelfCheckOptions {
  readonly tables: AuditTables;
  readonly origin: string;
  readonly rehearsal: boolean;
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
  readonly core: Pick<Core, 'state'>;
  readonly recorder: Pick<Recorder, 'owe'>;
  readonly live: Pick<LiveView, 'warn' | 'unwarn'>;
  readonly onChange: () => void;
}

export const NOT_VERIFIED = 'audit.not-verified';
const FIRST_AFTER_MS = 5_000;
const EVERY_MS = 3_600_000;
/** Between two looks at a few hundred entries, so that everything else goes on. */
const PAUSE_MS = 20;
const TOLD_EVERY_ENTRIES = 100_000;

export function createSelfCheck(options: SelfCheckOptions): SelfCheck {
  const { tables, origin, ports, core, recorder, live, onChange } = options;
  const { clock, wall, log } = ports;
  const stopping = new AbortController();
  const noticeId = NoticeId.parse(`audit-not-verified:${origin}`);
  let state: Verification = { state: 'not-yet', through: 0, at: null, firstWrongSeq: null, reason: null };
  const inTurn = createTurns();
  let hasFailed = isHeldOpen();
  void onAndOn();

  function isHeldOpen(): boolean {
    return core.state().notices[noticeId]?.resolvedAt === null;
  }

  async function walk(): Promise<StoredFault | null | 'stopped'> {
    const check = checkStored(tables, origin);
    let told = 0;
    for (;;) {
      const outcome = check.step();
      if (outcome !== null) {
        state = { ...state, through: check.through() };
        return outcome.fault;
      }
      state = { ...state, through: check.through() };
      if (check.through() - told >= TOLD_EVERY_ENTRIES) {
        told = check.through();
        onChange();
      }
      await wall.sleep(PAUSE_MS, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return 'stopped';
    }
  }

  async function verify(actor: Actor | null): Promise<void> {
    state = { ...state, state: 'running', through: 0 };
    onChange();
    const fault = await walk();
    if (fault === 'stopped') return;
    const isWell = fault === null;
    const [firstWrongSeq, reason] = [fault?.seq ?? null, fault?.reason ?? null];
    state = { state: isWell ? 'verified' : 'failed', through: state.through, at: wall.now(), firstWrongSeq, reason };
    if (isWell === hasFailed || actor !== null) recorder.owe(told(isWell, state), actor ?? undefined);
    hasFailed = !isWell;
    if (isWell) live.unwarn(NOT_VERIFIED);
    else {
      log.error({ firstWrongSeq, reason }, 'the audit log does not verify');
      live.warn({
        code: NOT_VERIFIED,
        message: `The audit log does not verify. ${reason ?? ''}`,
        next: 'Copy the data directory as it is now, and compare it with a backup and with the checkpoints kept outside.',
      });
    }
    onChange();
  }

  function told(isWell: boolean, { through, firstWrongSeq, reason }: Verification): ConsoleEvent[] {
    const at = clock.now();
    const outcome: ConsoleEvent = {
      type: 'audit.verified',
      at,
      outcome: isWell ? 'verified' : 'failed',
      through,
      firstWrongSeq,
      reason,
    };
    if (isWell)
      return isHeldOpen()
        ? [outcome, { type: 'notice.resolved', at, noticeId, because: 'The audit log verifies again.' }]
        : [outcome];
    if (isHeldOpen()) return [outcome];
    const notice = aNotice({
      noticeId,
      kind: 'our-own-trouble',
      severity: 'CRITICAL',
      title: firstWrongSeq === null ? 'The audit log does not verify' : `Entry ${firstWrongSeq} of the audit log is wrong`,
      body: `${reason ?? ''} Whoever can write the data directory may have changed the record.`,
      nextStep: 'Copy the data directory as it is now, and compare it with a backup and with the checkpoints kept outside.',
      contextId: null,
      executionId: null,
      sourceServerId: null,
      raisedAt: at,
      needsAnswer: true,
      rehearsal: options.rehearsal,
    });
    return [outcome, { type: 'notice.raised', at, notice }];
  }

  async function onAndOn(): Promise<void> {
    for (let wait = FIRST_AFTER_MS; ; wait = EVERY_MS) {
      await wall.sleep(wait, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await run(null);
    }
  }

  /** One after another: whoever asks while one is under way wants one of their own, because entries may have come since it began. */
  const run = (actor: Actor | null): Promise<void> =>
    inTurn(() => verify(actor).catch((thrown) => log.error({ error: thrown }, 'the audit log cannot be verified')));

  return { state: () => state, run, stop: () => stopping.abort() };
}
