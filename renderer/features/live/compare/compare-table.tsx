import type { ReactNode } from 'react';
import { plain } from '../../../charts/value-words';
import { t } from '../../../language/language';
import { formatDuration } from '../../../ui/format';
import { medianOf, phaseTimes, timedPhases } from '../expected';
import { throughputOf } from '../performance';
import { type Side, type WaveGroup, wholeMs } from './aligned';
import classes from './compare.module.css';
import { differenceOf } from './compare-lanes';

interface CompareTableProps {
  readonly groups: readonly WaveGroup[];
  readonly sides: readonly Side[];
  readonly nowMs: number;
}

interface Row {
  readonly name: string;
  /** One a side. */
  readonly values: readonly string[];
}

/** The same in figures: what took how long, and by how much it differs from the first. */
export function CompareTable({ groups, sides, nowMs }: CompareTableProps): ReactNode {
  return (
    <section className={classes.figures} aria-label={t('live.inFigures')}>
      <h2 className={classes.wave}>{t('live.inFigures')}</h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('live.colFigure')}</th>
            {sides.map((side) => (
              <th key={side.mark} scope="col" data-right>
                {side.mark}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(groups, sides, nowMs).map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {row.values.map((value, index) => (
                <td key={sides[index]?.mark} data-right>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function rowsOf(groups: readonly WaveGroup[], sides: readonly Side[], nowMs: number): readonly Row[] {
  const counts = (pick: (side: Side) => number): string[] => sides.map((side) => String(pick(side)));
  return [
    {
      name: t('live.rowWhole'),
      values: timesOf(sides.map((side) => ({ tookMs: wholeMs(side, nowMs), ended: side.execution.endedAt !== null }))),
    },
    ...groups.map((group) => ({ name: group.label, values: timesOf(group.sides) })),
    ...timedPhases.map((phase) => ({
      name: phaseName(phase),
      values: timesOf(sides.map((side) => ({ tookMs: medianOf(phaseTimes(side.participants, phase)), ended: true }))),
    })),
    { name: t('live.colLaunched'), values: counts((side) => side.execution.counts.launched) },
    { name: t('live.colFailed'), values: counts((side) => side.execution.counts.failed) },
    {
      name: t('live.rowPace'),
      values: sides.map((side) => paceWords(throughputOf(side.participants, nowMs))),
    },
  ];
}

function paceWords(pace: number | null): string {
  return pace === null ? '–' : plain(pace, 2);
}

function phaseName(phase: (typeof timedPhases)[number]): string {
  switch (phase) {
    case 'SNAPSHOT':
      return t('live.rowSnapshot');
    case 'CONVERSION':
      return t('live.rowConversion');
    case 'LAUNCH':
      return t('live.rowLaunch');
  }
}

function timesOf(times: readonly { readonly tookMs: number | null; readonly ended: boolean }[]): string[] {
  const [first] = times;
  return times.map(({ tookMs, ended }, index) => {
    if (tookMs === null) return '–';
    const by = index === 0 || first === undefined || !ended || !first.ended ? '' : differenceOf(tookMs, first.tookMs);
    return by === '' ? formatDuration(tookMs) : `${formatDuration(tookMs)} (${by})`;
  });
}
