import type { ConsoleEvent } from '../../../../shared/domain/events';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { Actor, Ports } from '../../ports';
import type { Recorder } from '../../state/recorder';
import type { AuditTables } from '../log/audit-tables';
import type { AuditSettingsStore } from '../settings/audit-settings-store';
import { planRemoval, type RemovalPlan } from './retention';

export interface RemovalRefusal {
  readonly code: 'unknown' | 'not-writable' | 'not-signed' | 'not-anchored' | 'outside' | 'key-store' | 'broken';
  readonly message: string;
}

export interface Removed extends RemovalPlan {
  readonly done: boolean;
}

export interface Erased {
  readonly values: number;
  readonly entries: number;
  readonly done: boolean;
}

/** Removes text under policies, and destroys what persons are named by. The tree stays as it is. */
export interface Remover {
  /** What the policy would remove now; with `approvedBy`, removes it. */
  remove(policyId: string, approval: Approval | null): Promise<Result<Removed, RemovalRefusal>>;
  /** How many sealed values name this text; with `approval`, destroys them. */
  erase(text: string, approval: { readonly reason: string; readonly actor: Actor } | null): Result<Erased, RemovalRefusal>;
  /** Policies that are switched on are carried out once a day. */
  stop(): void;
}

export interface Approval {
  readonly reason: string | null;
  /** Null where the policy itself is the approval. */
  readonly actor: Actor | null;
}

interface RemoverOptions {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
  readonly tables: AuditTables;
  readonly settings: AuditSettingsStore;
  readonly recorder: Pick<Recorder, 'commit'>;
  /** Signs what was recorded; the reason where it could not. */
  readonly sign: () => Result<unknown, string>;
  /** Brings the newest head to every witness; the reason where none of them has it. */
  readonly anchor: () => Promise<Result<null, string>>;
}

/** An entry holds at most 65,535 bytes. */
const RANGES_AN_ENTRY = 2_000;
const ENTRIES_A_SLICE = 2_000;
const EVERY_MS = 24 * 3_600_000;
const FIRST_AFTER_MS = 10 * 60_000;

export function createRemover({ ports, tables, settings, recorder, sign, anchor }: RemoverOptions): Remover {
  const { clock, wall, log } = ports;
  const stopping = new AbortController();
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  void daily();

  async function remove(policyId: string, approval: Approval | null): Promise<Result<Removed, RemovalRefusal>> {
    const { retention, holds } = settings.current();
    const policy = retention.find((one) => one.policyId === policyId);
    if (policy === undefined) return err({ code: 'unknown', message: `There is no retention policy ${policyId} here.` });
    const plan = await planRemoval(tables, policy, holds, wall.nowMs(), pause);
    if (approval === null || plan.entries === 0) return ok({ ...plan, done: approval !== null });
    const approvedBy = approval.actor?.id ?? policy.approvedBy;
    const events: ConsoleEvent[] = [];
    for (let from = 0; from < plan.ranges.length; from += RANGES_AN_ENTRY) {
      const ranges = plan.ranges.slice(from, from + RANGES_AN_ENTRY).map(([first, last]): [number, number] => [first, last]);
      events.push({ type: 'audit.removed', at: clock.now(), policy: policyId, ranges, approvedBy, reason: approval.reason });
    }
    const recorded = recorder.commit(events, approval.actor ?? undefined);
    if (!recorded.ok) return err({ code: 'not-writable', message: recorded.error.message });
    const signed = sign();
    if (!signed.ok) return err({ code: 'not-signed', message: `${signed.error} Nothing was removed.` });
    const anchored = await anchor();
    if (!anchored.ok) return err({ code: 'not-anchored', message: `${anchored.error} Nothing was removed.` });
    for (const [first, last] of plan.ranges) {
      for (let from = first; from <= last; from += ENTRIES_A_SLICE) {
        const gone = tables.removeText(from, Math.min(last, from + ENTRIES_A_SLICE - 1));
        if (!gone.ok) return err({ code: 'not-writable', message: `The journal cannot be written: ${gone.error.message}.` });
        await pause();
      }
    }
    return ok({ ...plan, done: true });
  }

  async function daily(): Promise<void> {
    for (let wait = FIRST_AFTER_MS; ; wait = EVERY_MS) {
      await wall.sleep(wait, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      for (const { policyId, enabled } of settings.current().retention) {
        if (!enabled) continue;
        const removed = await remove(policyId, { reason: null, actor: null }).catch((thrown) => err({ message: String(thrown) }));
        if (!removed.ok) log.warn({ policyId, reason: removed.error.message }, 'a retention policy could not be carried out');
      }
    }
  }

  return {
    remove,
    erase(text, approval) {
      const found = tables.sealed.naming(text);
      const said = { values: found.length, entries: new Set(found.map(({ seq }) => seq)).size };
      if (approval === null) return ok({ ...said, done: false });
      const { reason, actor } = approval;
      const recorded = recorder.commit([{ type: 'audit.erased', at: clock.now(), ...said, reason, actor: actor.id }], actor);
      if (!recorded.ok) return err({ code: 'not-writable', message: recorded.error.message });
      const gone = tables.erase(found);
      return gone.ok
        ? ok({ ...said, done: true })
        : err({ code: 'not-writable', message: `The journal cannot be written: ${gone.error.message}.` });
    },
    stop: () => stopping.abort(),
  };
}
