import type { DetectionReport } from '../../../../shared/contract/findings';
import { FindingAspect, FindingFamily, kindOf } from '../../../../shared/domain/detection/finding';
import { policyOf } from '../../../../shared/domain/detection/policy';
import { entryOf } from '../../../../shared/domain/detection/sensitivity';
import { type Instant, instantOf, msOf } from '../../../../shared/domain/primitives';
import type { FindingTally } from './finding-tables';
import type { RunningFindings } from './open-findings';

const DAYS = 30;
const DAY_MS = 86_400_000;

/** What the book says of the last 30 days: a row a family of `families`, a kind and a day. Series are counted by whoever watches them. */
export function talliesOf(
  findings: Pick<RunningFindings, 'tables' | 'open' | 'settings' | 'thresholdOf'>,
  families: readonly FindingFamily[],
  now: Instant,
) {
  const settings = findings.settings();
  const tallies = findings.tables.tallies(instantOf(msOf(now) - DAYS * DAY_MS));
  const open = [...findings.open().values()];
  return {
    families: families.map((family) => ({
      family,
      policy: policyOf(family, settings),
      open: open.filter((finding) => finding.family === family).length,
      ...sumOf(tallies.filter((tally) => tally.family === family)),
    })),
    kinds: kindsOf(findings, tallies),
    days: daysOf(tallies, now),
  };
}

/** Those that were found, and those whose sensitivity is not as shipped: whoever wants more of a kind again must see it. */
function kindsOf(
  findings: Pick<RunningFindings, 'settings' | 'thresholdOf'>,
  tallies: readonly FindingTally[],
): DetectionReport['kinds'] {
  const settings = findings.settings();
  const moved = settings.sensitivities.filter(({ sensitivity }) => sensitivity !== 1).flatMap(({ kind }) => partsOf(kind) ?? []);
  const kinds = new Map([...tallies, ...moved].map(({ family, aspect }) => [kindOf({ family, aspect }), { family, aspect }]));
  return [...kinds].map(([kind, { family, aspect }]) => {
    const { found, useful, notUseful } = sumOf(tallies.filter((tally) => kindOf(tally) === kind));
    const { sensitivity } = entryOf(kind, settings);
    return { kind, family, aspect, sensitivity, threshold: findings.thresholdOf(kind), found, useful, notUseful };
  });
}

/** Of `replication-lag.level` both halves; null where it is no kind there is. */
function partsOf(kind: string): Pick<FindingTally, 'family' | 'aspect'> | null {
  const [family, aspect, ...more] = kind.split('.');
  const [of, off] = [FindingFamily.safeParse(family), FindingAspect.safeParse(aspect)];
  return of.success && off.success && more.length === 0 ? { family: of.data, aspect: off.data } : null;
}

function daysOf(tallies: readonly FindingTally[], now: Instant): DetectionReport['days'] {
  return Array.from({ length: DAYS }, (_, index) => {
    const day = instantOf(msOf(now) - (DAYS - 1 - index) * DAY_MS).slice(0, 10);
    const { found, alerted, notUseful } = sumOf(tallies.filter((tally) => tally.day === day));
    return { day, found, alerted, notUseful };
  });
}

function sumOf(tallies: readonly FindingTally[]) {
  const sum = { found: 0, alerted: 0, useful: 0, notUseful: 0 };
  for (const { found, alerted, useful, notUseful } of tallies) {
    sum.found += found;
    sum.alerted += alerted;
    sum.useful += useful;
    sum.notUseful += notUseful;
  }
  return sum;
}
