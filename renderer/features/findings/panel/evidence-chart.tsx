import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useMemo } from 'react';
import type { Finding } from '../../../../shared/domain/detection/finding';
import type { Line } from '../../../charts/align';
import type { ExpectedBand } from '../../../charts/expected';
import { TimeSeries } from '../../../charts/time-series';
import { t } from '../../../language/language';
import { unitOf } from '../../../ui/findings/finding-words';

const HEIGHT = 190;

/** The values up to the finding and after it, with where each was expected, and the moment it was found. */
export function EvidenceChart({ finding }: { finding: Finding }): ReactNode {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const { points, unit } = finding.evidence;
  const lines = useMemo(
    (): readonly Line[] => [
      {
        key: 'evidence',
        label: t('findings.value'),
        points: points.map(({ at, value }) => ({ atMs: Date.parse(at), value })),
      },
    ],
    [points],
  );
  const band = useMemo((): ExpectedBand => {
    const since = Date.parse(finding.since);
    const isOff = ({ value, low, high }: Finding['evidence']['points'][number]): boolean =>
      (high !== null && value > high) || (low !== null && value < low);
    return {
      // What the evidence does not carry is not made up: a value is marked where it left its band since it is off.
      points: points.map((one) => {
        const atMs = Date.parse(one.at);
        return { ...one, atMs, score: null, isMarked: atMs >= since && isOff(one) };
      }),
      threshold: 1,
    };
  }, [points, finding.since]);
  const moments = useMemo(() => [{ atMs: Date.parse(finding.openedAt), label: t('findings.found') }], [finding.openedAt]);
  const at = points.map((one) => Date.parse(one.at));
  const fromMs = Math.min(...at);
  const toMs = Math.max(...at, Date.parse(finding.openedAt));
  return (
    <div ref={ref}>
      {width === 0 ? null : (
        <TimeSeries
          name={t('findings.evidenceOf', { title: finding.title })}
          lines={lines}
          unit={unitOf(unit)}
          fromMs={fromMs}
          toMs={toMs === fromMs ? fromMs + 60_000 : toMs}
          stepMs={null}
          width={width}
          height={HEIGHT}
          band={band}
          moments={moments}
        />
      )}
    </div>
  );
}
