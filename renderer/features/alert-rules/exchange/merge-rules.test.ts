import { describe, expect, it } from 'vitest';
import { mergeRules } from './merge-rules';

const rule = (AlertId: string, more: object = {}) => ({
  AlertId,
  Name: AlertId,
  Conditions: { MetricName: 'ServerLag', Threshold: 60, Operator: 'GREATER_THAN' as const },
  ...more,
});

describe('rules that are imported', () => {
  it('take the place of the same id, new ones go to the end, and unknown fields stay', () => {
    const stored = [rule('a'), rule('b')];
    const imported = rule('b', { Name: 'Changed', TeamColour: 'red' });
    const merged = mergeRules(stored, JSON.stringify({ Rules: [imported, rule('c')] }));
    expect(merged).toEqual({ ok: true, value: { rules: [rule('a'), imported, rule('c')], count: 2 } });
  });

  it.each([
    ['one rule', rule('x')],
    ['a list', [rule('x')]],
    ['items', { items: [rule('x')] }],
  ])('may be %s', (_, value) => {
    const merged = mergeRules([], JSON.stringify(value));
    expect(merged.ok && merged.value.rules).toEqual([rule('x')]);
  });

  it('are refused as a whole where one is wrong, with its field', () => {
    const merged = mergeRules([], JSON.stringify([rule('x'), { ...rule('y'), Name: '' }]));
    expect(merged.ok).toBe(false);
    expect(merged.ok ? '' : merged.error).toContain('Rules[1].Name');
  });
});
