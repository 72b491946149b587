import { ORPCError } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import { ContextId } from '../../../shared/domain/primitives';
import { type MetricsInput, questionOf } from './telemetry-query';

const nowMs = Date.parse('2026-11-23T12:00:00.000Z');
const ask = (input: MetricsInput) => questionOf(input, nowMs, () => new Set(['account']));

function refusalOf(input: MetricsInput): { readonly field: unknown; readonly message: string } {
  try {
    ask(input);
  } catch (thrown) {
    if (thrown instanceof ORPCError) return { field: thrown.data.field, message: thrown.message };
    throw thrown;
  }
  throw new Error('it was not refused');
}

describe('a question about a metric', () => {
  test('without a step is about points as they were measured, of the last three hours', () => {
    expect(ask({ name: 'ServerLag' })).toMatchObject({ stepped: null, wanted: { toMs: nowMs, fromMs: nowMs - 3 * 3_600_000 } });
  });

  test('takes the aggregation that suits the metric, and all of the range for the step', () => {
    expect(ask({ name: 'AlertsRaised', by: '' }).stepped).toMatchObject({ aggregation: 'sum', by: [], stepMs: 3 * 3_600_000 });
    expect(ask({ name: 'ServerLag', stepSeconds: 60 }).stepped).toMatchObject({
      aggregation: 'max',
      by: null,
      lastsBecome: 'max',
    });
    expect(ask({ name: 'AlertsOpen', aggregation: 'last', by: 'context' }).stepped).toMatchObject({ lastsBecome: 'sum' });
  });

  test('about the console itself has no context', () => {
    const context = ContextId.parse('payroll@us-east-1');
    expect([ask({ name: 'EngineCpu', context }).wanted.contextId, ask({ name: 'ApiCalls', context }).wanted.contextId]).toEqual([
      null,
      context,
    ]);
  });

  test.each<[string, MetricsInput, RegExp]>([
    ['name', { name: 'Nonsense' }, /no metric Nonsense/],
    ['to', { name: 'ServerLag', from: '2026-11-23T11:00:00Z', to: '2026-11-23T10:00:00Z' }, /before “from”/],
    ['from', { name: 'ServerLag', from: 'yesterday' }, /ISO 8601/],
    ['labels', { name: 'ServerLag', labels: 'server' }, /“server” is no label/],
    ['by', { name: 'ServerLag', by: 'server,colour' }, /no label colour; it has context, server, account/],
    ['stepSeconds', { name: 'ServerLag', from: '2026-08-23T11:00:00Z', stepSeconds: 60 }, /ask for 1940 or more/],
  ])('that makes no sense is refused, naming %s', (field, input, words) => {
    const refusal = refusalOf(input);
    expect(refusal.field).toBe(field);
    expect(refusal.message).toMatch(words);
  });

  test('may put together by a label only its series carry', () => {
    expect(ask({ name: 'ServerLag', by: 'account' }).stepped?.by).toEqual(['account']);
  });
});
