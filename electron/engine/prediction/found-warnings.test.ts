import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../shared/domain/detection/finding';
import type { Forecast, ForecastWarning } from '../../../shared/domain/prediction/forecast';
import { ContextId, ExecutionId, instantOf } from '../../../shared/domain/primitives';
import { foundOf } from './found-warnings';

const at = instantOf(Date.UTC(2026, 2, 14, 9, 30));
const warning: ForecastWarning = {
  id: 'rto-at-risk',
  kind: 'rto-at-risk',
  severity: 'HIGH',
  probability: 0.82,
  since: at,
  waveNumber: null,
  sourceServerId: null,
  serverName: null,
  title: 'The recovery time objective will probably be missed',
  summary: '',
  nextStep: '',
  evidence: ['Chance to miss 82 %.'],
};
const forecast: Forecast = {
  executionId: ExecutionId.parse('e1'),
  contextId: ContextId.parse('payroll@us-east-1'),
  planName: 'Payroll DR',
  at,
  state: 'known',
  why: 'Rests on 6 past executions, 6 of this plan.',
  basis: { executions: 6, ofThisPlan: 6, servers: 12 },
  isWaiting: false,
  finish: null,
  waves: [],
  rto: null,
  rpo: null,
  warnings: [warning, { ...warning, id: 'replication/s-1', kind: 'replication', probability: null }],
};

describe('warnings as findings', () => {
  it('are about the execution and the warning, and score what is probable', () => {
    const [risk, replication] = foundOf(forecast);
    expect(risk).toMatchObject({ subject: 'forecast:e1:rto-at-risk', score: 0.82, title: expect.stringContaining('Payroll DR') });
    expect(risk === undefined ? '' : kindOf(risk)).toBe('objective-at-risk.outlook');
    expect(replication === undefined ? '' : kindOf(replication)).toBe('failure-foreseen.outlook');
    expect(risk?.evidence.facts).toEqual(['Chance to miss 82 %.', 'Rests on 6 past executions, 6 of this plan.']);
  });
});
