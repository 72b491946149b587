import { z } from 'zod';
import {
  type AlertConfiguration,
  isAlertConfiguration,
  AlertConfiguration as Shape,
} from '../../../../shared/domain/alerting/rules/configuration';
import { fieldAt } from '../../../../shared/domain/notifications/secret-fields';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { t } from '../../../language/language';

const Whole = z.union([z.looseObject({ Rules: z.array(z.unknown()) }), z.looseObject({ items: z.array(z.unknown()) })]);

export interface MergedRules {
  readonly rules: readonly AlertConfiguration[];
  /** How many came in. */
  readonly count: number;
}

/**
 * Puts imported rules among those that are there, exactly as they were written: the same id takes the former's place, new ones go to the
 * end. One rule, a list, `{"Rules":[…]}` or `{"items":[…]}`.
 */
export function mergeRules(stored: readonly AlertConfiguration[], text: string): Result<MergedRules, string> {
  const parsed = jsonOf(text);
  if (!parsed.ok) return parsed;
  const list = listOf(parsed.value);
  if (list.length === 0) return err(t('alertRules.noRuleInIt'));
  const imported: AlertConfiguration[] = [];
  for (const [index, one] of list.entries()) {
    if (!isAlertConfiguration(one)) return err(problemOf(one, index));
    imported.push(one);
  }
  const fresh = imported.filter(({ AlertId }) => !stored.some((one) => one.AlertId === AlertId));
  const kept = stored.map((one) => imported.find(({ AlertId }) => AlertId === one.AlertId) ?? one);
  return ok({ rules: [...kept, ...fresh], count: list.length });
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const whole = Whole.safeParse(value);
  if (!whole.success) return [value];
  const { Rules, items } = z
    .looseObject({ Rules: z.array(z.unknown()).optional(), items: z.array(z.unknown()).optional() })
    .parse(whole.data);
  return Rules ?? items ?? [];
}

function problemOf(value: unknown, index: number): string {
  const [issue] = Shape.safeParse(value).error?.issues ?? [];
  const field = fieldAt(['Rules', index, ...(issue?.path ?? [])]);
  return t('alertRules.importProblem', { field, message: issue?.message ?? '' });
}

function jsonOf(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch (thrown) {
    return err(t('alertRules.importNoJson', { problem: thrown instanceof Error ? thrown.message : String(thrown) }));
  }
}
