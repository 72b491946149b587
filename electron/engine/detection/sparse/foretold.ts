import type { Finding } from '../../../../shared/domain/detection/finding';
import { FORESEEN } from '../../prediction/found-warnings';
import type { FoundNow } from '../findings-api';
import { TOGETHER } from './join-slow';

/** What forecasts tell of already, so that nobody reads the same twice. */
export interface Foretold {
  /** Whether a forecast tells of it, or has since it was found first. */
  has(found: FoundNow): boolean;
  /** Forgets what is of none of these executions. */
  keepOnly(executionIds: ReadonlySet<string>): void;
}

/**
 * A forecast says what a slow phase leads to, so where one warns of the same server of the same execution, that the server is slow is not
 * told beside it, nor once the warning is over; where one says that the whole execution is slow, neither that a wave or the whole is, nor
 * servers that share nothing. What servers share that are slow together, no forecast says.
 */
export function createForetold(open: () => ReadonlyMap<string, Finding>): Foretold {
  const told = new Map<string, string>();
  return {
    has(found) {
      const { subject, executionId } = found;
      if (executionId === null || found.family === 'launch-failures') return false;
      if (told.has(subject)) return true;
      const isTold = isAlike(found, open());
      if (isTold) told.set(subject, executionId);
      return isTold;
    },
    keepOnly(executionIds) {
      for (const [subject, executionId] of told) if (!executionIds.has(executionId)) told.delete(subject);
    },
  };
}

function isAlike({ subject, executionId, sourceServerId }: FoundNow, open: ReadonlyMap<string, Finding>): boolean {
  if (sourceServerId === null)
    return (!subject.startsWith(TOGETHER) || subject.endsWith(':all')) && open.has(`${FORESEEN}${executionId}:slow`);
  return [...open.values()].some(
    (other) =>
      other.method === 'forecast' &&
      other.family === 'failure-foreseen' &&
      other.executionId === executionId &&
      other.sourceServerId === sourceServerId,
  );
}
