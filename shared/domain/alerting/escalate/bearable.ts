import type { Severity } from '../../notice';
import { type Instant, msOf } from '../../primitives';
import type { AskedLately } from './asked-lately';
import { mostAnHour } from './limits';
import type { Found } from './who';

const HOUR = 3_600_000;

/**
 * Whom a step really asks: who was asked as often as a person can bear is a miss, with the reason. Only what was at least as grave counts,
 * so that a flood of lighter incidents keeps no grave one from anybody.
 */
export function bearable({ reach, misses }: Found, severity: Severity, asked: AskedLately, now: Instant): Found {
  const most = mostAnHour(severity);
  const held: string[] = [];
  const kept = reach.flatMap((one): Found['reach'] => {
    if (one.kind === 'channel') return [one];
    const moments = asked.of(one.personId, severity);
    if (moments.filter((at) => msOf(at) > msOf(now) - HOUR).length < most) return [{ ...one, asked: moments }];
    held.push(`${one.to} is not asked: asked ${most} times within an hour.`);
    return [];
  });
  return { reach: kept, misses: [...misses, ...held] };
}
