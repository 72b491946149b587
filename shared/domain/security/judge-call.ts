import type { Severity } from '../notice';
import type { SecurityCategory } from './security-event';
import { watchTable } from './watch-table';

/** A management call as the trail recorded it, in our words. */
export interface RecordedCall {
  /** `drs`, `signin`: how the trail's event source begins. */
  readonly service: string;
  readonly call: string;
  readonly outcome: 'succeeded' | 'denied' | 'failed';
  readonly isRoot: boolean;
  readonly byPlatform: boolean;
  /** Whether a recovery was asked for as a drill; null for calls that know no drills. */
  readonly isDrill: boolean | null;
}

export interface Weighed {
  readonly category: SecurityCategory;
  readonly severity: Severity;
}

/**
 * How bad a call is, or null where it is nobody's concern. Drills are not failovers; what the platform's own role terminates belongs
 * to every drill; a watched call that was refused is an attempt and stays grave.
 */
export function weigh(recorded: RecordedCall): Weighed | null {
  if (recorded.call === 'ConsoleLogin') return weighSignIn(recorded);
  const watched = watchTable.find(
    ({ service, calls }) => service === recorded.service && calls.includes(plainName(recorded.call)),
  );
  const isWatched = watched !== undefined && !(watched.category === 'real-failover' && recorded.isDrill === true);
  if (recorded.outcome === 'denied') return { category: 'denied-call', severity: isWatched ? 'HIGH' : 'LOW' };
  if (!isWatched || recorded.outcome === 'failed') return null;
  const { category } = watched;
  if (recorded.byPlatform && category === 'destroys-recovery') return { category, severity: 'LOW' };
  return { category, severity: watched.severity };
}

function weighSignIn({ outcome, isRoot }: RecordedCall): Weighed | null {
  if (outcome === 'succeeded') return null;
  return { category: 'failed-sign-in', severity: isRoot ? 'HIGH' : 'MEDIUM' };
}

/** Some services put the date of their interface behind a call's name: `UpdateFunctionCode20150331v2`. */
function plainName(call: string): string {
  return call.replace(/\d{8}(v\d+)?$/, '');
}
