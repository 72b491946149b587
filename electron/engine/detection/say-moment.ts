import { watchedBy } from '../../../shared/domain/detection/watched';
import { instantOf } from '../../../shared/domain/primitives';
import type { View } from '../../../shared/domain/view';
import { endedBecause } from './ended-words';
import type { FindingReport, Findings } from './findings-api';
import { fleetSubject, foundOfFleet } from './found-fleet';
import { foundOfSeries, subjectOf } from './found-series';
import type { SeriesBook } from './series-book';
import type { FromThread } from './worker/messages';

type MomentSaid = Extract<FromThread, { kind: 'moment' }>;

interface SayParts {
  readonly book: SeriesBook;
  readonly findings: Findings;
  readonly view: () => Pick<View, 'servers' | 'plans' | 'contexts'>;
}

/** Turns what the thread says of a moment into findings, and ends those that it does not say any more. */
export function sayMoment({ book, findings, view }: SayParts, moment: MomentSaid): void {
  const said = reportOf(moment, { book, findings, view });
  if (said.found.length > 0 || said.ended.length > 0) findings.report(said, instantOf(moment.atMs));
}

function reportOf({ found, fleets, ended, open, atMs }: MomentSaid, { book, findings, view }: SayParts): FindingReport {
  const subjectOfIndex = (index: number): string[] => {
    const series = book.get(index);
    return series === null ? [] : [subjectOf(series)];
  };
  const fleetSubjectOf = (key: string): string => {
    const at = key.indexOf(' ');
    return fleetSubject(key.slice(0, at), key.slice(at + 1));
  };
  const stillOpen = new Set([...open.series.flatMap(subjectOfIndex), ...open.fleets.map(fleetSubjectOf)]);
  const why = new Map<string, string>();
  for (const { of, because } of ended)
    for (const subject of typeof of === 'number' ? subjectOfIndex(of) : [fleetSubjectOf(of)])
      why.set(subject, endedBecause(because));
  return {
    found: [
      ...fleets.flatMap((fleet) => foundOfFleet(fleet, atMs, book) ?? []),
      ...found.flatMap((now) => {
        const series = book.get(now.index);
        return series === null ? [] : [foundOfSeries(series, now, view(), findings.thresholdOf)];
      }),
    ],
    ended: [...findings.open().values()].flatMap(({ subject }) => {
      if (!isOurs(subject) || stillOpen.has(subject)) return [];
      return [
        { subject, because: why.get(subject) ?? 'It was not found again after the console or its detector had started anew.' },
      ];
    }),
  };
}

/** Others find fleets too, of drills; those have other subjects. */
function isOurs(subject: string): boolean {
  const [of, metric = ''] = subject.split(':');
  return of === 'stream' || (of === 'fleet' && watchedBy(metric) !== null);
}
