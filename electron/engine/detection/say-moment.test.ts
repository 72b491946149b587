import { expect, test } from 'vitest';
import { aFinding } from '../../../shared/domain/detection/testing/a-finding';
import type { FindingReport, Findings } from './findings-api';
import { sayMoment } from './say-moment';
import { createSeriesBook } from './series-book';

/** Who is ended by a moment in which nothing is off, of those that are open. */
function endedOf(subjects: readonly string[]): string[] {
  const said: FindingReport[] = [];
  const findings: Findings = {
    report: (report) => said.push(report),
    open: () => new Map(subjects.map((subject) => [subject, aFinding({ subject, method: 'fleet' })])),
    settings: () => {
      throw new Error('nothing of it is asked');
    },
    thresholdOf: () => 0.9,
  };
  const view = () => ({ servers: {}, plans: {}, contexts: {} });
  const open = { series: [], fleets: [] };
  sayMoment({ book: createSeriesBook(), findings, view }, { kind: 'moment', atMs: 0, found: [], fleets: [], ended: [], open });
  return said.flatMap(({ ended }) => ended.map(({ subject }) => subject));
}

test('a moment ends what streams and their fleets said before, and nothing that others found', () => {
  const ours = ['stream:ServerLag:payroll@us-east-1:s-1', 'fleet:ServerLag:plan=a'];
  const others = ['sparse-fleet:e-1:phase-duration.outlier:subnet-a', 'sparse:["PhaseDuration"]', 'fleet:plan=a', 'forecast:e-1'];
  expect(endedOf([...others, ...ours])).toEqual(ours);
  expect(endedOf(others)).toEqual([]);
});
