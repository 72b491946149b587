import { join } from 'node:path';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { openJournal } from '../journal/open-journal';
import { createCommitter } from '../state/commit';
import { createRecorder } from '../state/recorder';
import { restoreState } from '../state/restore';
import { aServer, at } from './events';
import { recordingLog } from './fakes';
import { ManualTime } from './manual-clock';

/**
 * A program that commits until it is killed: groups of five events, saying the group's number only once it was answered. Started by
 * `state/kill.test.ts` as `node kill-victim DIR`.
 */
export function commitUntilKilled(dataDir: string, say: (line: string) => void): void {
  const opened = openJournal(join(dataDir, 'journal.sqlite'), at(0), (journal) => restoreState(journal, 'kill'));
  if (!opened.ok) throw new Error(opened.error.message);
  const { journal, restored } = opened.value;
  const time = new ManualTime({ at: at(0) });
  const log = recordingLog();
  const committer = createCommitter({
    journal,
    state: restored.state,
    session: { id: 'ses', host: 'headless', rehearsal: false, startedMonoMs: 0 },
    clock: time.clock,
    wall: time.wall,
    log,
    outlook: () => ({ baseline: true }),
    onCommitted: () => undefined,
  });
  const recorder = createRecorder({ commit: committer.commit, log, onTrouble: () => undefined });
  let group = journal.lastSeq() / 5;
  const next = (): void => {
    group += 1;
    if (recorder.commit(aGroup(group)).ok) say(String(group));
    if (group % 50 === 0) journal.checkpoints.save({ seq: journal.lastSeq(), state: committer.state() }, 'kill');
    setImmediate(next);
  };
  next();
}

/** Four observations, and one event that has an audit entry. */
function aGroup(group: number): ConsoleEvent[] {
  const servers = [0, 1, 2, 3].map((n) => aServer(`s${n}`, { lagSeconds: group }, group));
  return [...servers, { type: 'token.revoked', at: at(group), tokenId: `group-${group}`, actor: 'victim' }];
}
