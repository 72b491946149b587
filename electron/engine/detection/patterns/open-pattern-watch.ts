import { kindOf } from '../../../../shared/domain/detection/finding';
import { searchPatterns } from '../../../../shared/domain/detection/patterns/find-patterns';
import { findingOfPattern } from '../../../../shared/domain/detection/patterns/finding-of-pattern';
import { gatherLaunches, type Past } from '../../../../shared/domain/detection/patterns/past-launches';
import type { Pattern } from '../../../../shared/domain/detection/patterns/pattern';
import { ruleOf } from '../../../../shared/domain/detection/patterns/rule-of';
import { shippedThreshold } from '../../../../shared/domain/detection/threshold';
import type { Steps } from '../../../../shared/lib/steps';
import type { Core } from '../../engine-api';
import type { Ports } from '../../ports';
import type { RunningFindings } from '../book/open-findings';
import { startInTurns } from '../start-in-turns';

/** Failures that come again and again, looked for in the past. */
export interface PatternWatch {
  stop(): void;
}

interface PatternWatchParts {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
  readonly core: Pick<Core, 'view' | 'state'>;
  readonly findings: Pick<RunningFindings, 'report' | 'open' | 'thresholdOf' | 'draftBy'>;
}

const kind = kindOf({ family: 'recurring-failure', aspect: 'recurrence' });

/**
 * Looks through the past at the start and whenever an execution has ended, with the next minute of the engine's clock, by when its job
 * log has been read; also when findings of this kind are to be more or fewer. A pattern that does not stand out any more ends.
 */
export function openPatternWatch({ ports, core, findings }: PatternWatchParts): PatternWatch {
  const { clock } = ports;
  const bySubject = new Map<string, Pattern>();
  let seen = '';

  function* look(): Steps<void> {
    const view = core.view();
    const past = Object.values(view.executions).filter(({ endedAt }) => endedAt !== null);
    const launched = past.map(({ executionId, status, counts }) => `${executionId} ${status} ${counts.failed}`).sort();
    const threshold = findings.thresholdOf(kind);
    const known = [threshold, ...launched].join('\n');
    if (known === seen) return;
    seen = known;
    const { jobs } = core.state();
    const patterns = yield* search({ ...view, logOf: (jobId) => jobs[jobId]?.log ?? [] });
    const scene = { at: clock.now(), threshold: shippedThreshold('recurrence'), executionId: null };
    bySubject.clear();
    const found = patterns.flatMap((pattern) => {
      const finding = findingOfPattern(pattern, scene);
      if (finding.score < threshold) return [];
      bySubject.set(finding.subject, pattern);
      return [finding];
    });
    const ended = [...findings.open().values()].flatMap(({ subject, method }) =>
      method === 'pattern' && !bySubject.has(subject) ? [{ subject, because: 'It does not stand out any more.' }] : [],
    );
    if (found.length > 0 || ended.length > 0) findings.report({ found, ended }, clock.now());
  }

  findings.draftBy(({ method, subject }) => {
    const pattern = method === 'pattern' ? bySubject.get(subject) : undefined;
    return pattern === undefined ? null : ruleOf(pattern);
  });
  return startInTurns(ports, look);
}

function* search(past: Past): Steps<readonly Pattern[]> {
  return yield* searchPatterns(yield* gatherLaunches(past));
}
