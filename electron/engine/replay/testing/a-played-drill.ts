import { join } from 'node:path';
import type { Instant } from '../../../../shared/domain/primitives';
import { instantOf, msOf } from '../../../../shared/domain/primitives';
import type { DomainView } from '../../../../shared/domain/reconcile/domain-view';
import { defaultTrace } from '../../../../shared/domain/testing/drill';
import { opening } from '../../../../shared/domain/testing/facts';
import type { View } from '../../../../shared/domain/view';
import type { RehearsalPort } from '../../engine-api';
import type { Journal } from '../../journal/journal';
import { openJournal } from '../../journal/open-journal';
import { createCommitter } from '../../state/commit';
import { restoreState } from '../../state/restore';
import { recordingLog } from '../../testing/fakes';
import { ManualTime } from '../../testing/manual-clock';
import { createReplays, type Replays } from '../replays';

/** What the live console showed from a moment on. */
export interface Shown {
  readonly at: Instant;
  readonly view: DomainView;
}

export interface PlayedDrill {
  readonly journal: Journal;
  readonly replays: Replays;
  /** Another console's, on the same journal, with clocks of its own. */
  replaysOn(clocks: ManualTime): Replays;
  readonly dataDir: string;
  readonly time: ManualTime;
  /** After every look of the console, at events or at the clock alone; in the order of the clock. */
  readonly shown: readonly Shown[];
  current(): View;
}

/** How often a console looks at its clock, whatever happens. */
const LOOK_MS = 1_000;

/**
 * The default drill as it went through a live console's journal: its events in the order of their moments, committed a moment after they
 * were observed, as sources do it, and the clock alone in between.
 */
export async function aPlayedDrill(dataDir: string, given: { readonly rehearsal?: boolean } = {}): Promise<PlayedDrill> {
  const trace = [...opening('08:59:00'), ...defaultTrace()].sort((one, other) => msOf(one.at) - msOf(other.at));
  const time = new ManualTime({ at: trace[0]?.at ?? instantOf(0) });
  const opened = openJournal(join(dataDir, 'journal.sqlite'), time.clock.now(), (journal) => restoreState(journal, 'test'));
  if (!opened.ok) throw new Error(opened.error.message);
  const { journal, restored } = opened.value;
  const committer = createCommitter({
    journal,
    state: restored.state,
    session: { id: 'ses_1', host: 'headless', rehearsal: given.rehearsal ?? false, startedMonoMs: 0 },
    clock: time.clock,
    wall: time.wall,
    log: recordingLog(),
    outlook: () => ({ baseline: false }),
    onCommitted: () => undefined,
  });
  const shown: Shown[] = [];
  const look = (events: typeof trace): void => {
    const committed = committer.commit([{ events, actor: null }]);
    if (!committed.ok) throw new Error(committed.error.message);
    shown.push({ at: time.clock.now(), view: committer.view() });
  };
  for (const [index, event] of trace.entries()) {
    // Half a second under way; some share one commit.
    const dueMs = msOf(event.at) + 500;
    while (time.clock.nowMs() + LOOK_MS < dueMs) {
      await time.advance(LOOK_MS);
      look([]);
    }
    await time.advance(Math.max(0, dueMs - time.clock.nowMs()));
    look(trace.slice(index, index + 1));
  }
  const current = (): View => ({ ...committer.view(), engine: {}, sources: {}, forecasts: {} });
  const replaysOn = (clocks: ManualTime): Replays =>
    createReplays({
      journal,
      core: { view: current },
      ports: clocks,
      options: { host: 'headless', version: '0.0.0-test', dataDir, rehearsal: given.rehearsal === true ? rehearsal : null },
      sessionId: 'ses_1',
    });
  return { journal, replays: replaysOn(time), replaysOn, dataDir, time, shown, current };
}

const rehearsal: RehearsalPort = {
  describe: () => ({ scenario: 'payroll-drill', variant: null, operator: 'script', ended: false }),
  control: async () => undefined,
  restart: () => undefined,
};
