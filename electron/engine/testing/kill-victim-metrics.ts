import { join } from 'node:path';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { openJournal } from '../journal/open-journal';
import { followJournal } from '../metrics/follow-journal';
import { createCommitter } from '../state/commit';
import { createRecorder } from '../state/recorder';
import { restoreState } from '../state/restore';
import { openPoints } from '../telemetry/open-points';
import { at, payroll } from './events';
import { fakePorts } from './fakes';

/** What the victim counts: one series, each event at a moment of its own. */
export const counted = { name: 'AlertsRaised', contextId: payroll, labels: {} } as const;

/** Opens journal and metrics of `dataDir`, and counts whatever the one holds into the other. */
export function openCounting(dataDir: string) {
  const opened = openJournal(join(dataDir, 'journal.sqlite'), at(0), (journal) => restoreState(journal, 'kill'));
  if (!opened.ok) throw new Error(opened.error.message);
  const { journal, restored } = opened.value;
  const ports = fakePorts();
  const points = openPoints(dataDir, ports);
  const follower = followJournal({
    ports,
    journal,
    points,
    isOfOneTrace: false,
    measure: (event) => (event.type === 'token.revoked' ? [{ ...counted, atMs: Date.parse(event.at), value: 1 }] : []),
  });
  return { journal, restored, ports, points, follower };
}

/** A program that commits and counts what it committed until it is killed. Started by `metrics/kill.test.ts`. */
export function countUntilKilled(dataDir: string, say: (line: string) => void): void {
  const { journal, restored, ports, follower } = openCounting(dataDir);
  const committer = createCommitter({
    journal,
    state: restored.state,
    session: { id: 'ses', host: 'headless', rehearsal: false, startedMonoMs: 0 },
    clock: ports.clock,
    wall: ports.wall,
    log: ports.log,
    outlook: () => ({ baseline: true }),
    onCommitted: follower.recorded,
  });
  const recorder = createRecorder({ commit: committer.commit, log: ports.log, onTrouble: () => undefined });
  const next = async (): Promise<void> => {
    const n = journal.lastSeq() + 1;
    const events = [0, 1, 2].map(
      (ahead): ConsoleEvent => ({ type: 'token.revoked', at: at(n + ahead), tokenId: `t${n + ahead}`, actor: 'victim' }),
    );
    if (recorder.commit(events).ok) say(String(n + 2));
    await ports.time.advance(100);
    setImmediate(() => void next());
  };
  void next();
}
