import type { z } from 'zod';
import { compileRule } from '../../../../shared/domain/alerting/rules/compile';
import { AlertConfiguration, isAlertConfiguration } from '../../../../shared/domain/alerting/rules/configuration';
import { isObject } from '../../../../shared/domain/event-pattern/values';
import { isWithinDepth } from '../../../../shared/lib/depth';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { problemOf } from '../../notifications/write-problem';
import type { WriteProblem } from '../../notifications-api';

/** Every commit and every minute looks at each of them. */
export const MOST_RULES = 500;
const DEEPEST = 25;

/** What was sent as one rule, exactly as it is. `place` is where it stands: `Rules[2]`, or empty. */
export function readRule(sent: unknown, place = ''): Result<AlertConfiguration, WriteProblem> {
  if (!isWithinDepth(sent, DEEPEST)) return err(invalid(place, '', `a rule is nested at most ${DEEPEST} levels deep`));
  if (!isAlertConfiguration(sent)) return err(formProblem(sent, place));
  const compiled = compileRule(sent);
  if (compiled.ok) return ok(sent);
  const [first] = compiled.error;
  return err(invalid(place, first?.field ?? '', first?.message ?? 'this cannot be understood'));
}

/** Whichever way a list of rules is sent: `{"Rules":[…]}`, `{"items":[…]}`, or alone. */
export function readRules(sent: unknown): Result<readonly AlertConfiguration[], WriteProblem> {
  const list = listIn(sent);
  if (list === null)
    return err({ code: 'invalid', field: 'Rules', message: 'give the list of rules; an empty one where there are to be none' });
  if (list.length > MOST_RULES) return err({ code: 'invalid', field: 'Rules', message: `at most ${MOST_RULES} rules` });
  const rules: AlertConfiguration[] = [];
  const places = new Map<string, number>();
  for (const [index, one] of list.entries()) {
    const rule = readRule(one, `Rules[${index}]`);
    if (!rule.ok) return rule;
    const before = places.get(rule.value.AlertId);
    if (before !== undefined)
      return err(
        invalid(`Rules[${index}]`, 'AlertId', `${rule.value.AlertId} stands at Rules[${before}] already; each rule has its own`),
      );
    places.set(rule.value.AlertId, index);
    rules.push(rule.value);
  }
  return ok(rules);
}

function listIn(sent: unknown): readonly unknown[] | null {
  if (Array.isArray(sent)) return sent;
  if (!isObject(sent)) return null;
  const list = sent.Rules ?? sent.items;
  return Array.isArray(list) ? list : null;
}

function formProblem(sent: unknown, place: string): WriteProblem {
  const parsed: z.ZodSafeParseResult<AlertConfiguration> = AlertConfiguration.safeParse(sent);
  if (parsed.success) return invalid(place, '', 'this cannot be understood');
  const { field, message } = problemOf(parsed.error);
  return invalid(place, field ?? '', message);
}

function invalid(place: string, field: string, message: string): WriteProblem {
  const whole = [place, field].filter((part) => part !== '').join('.');
  return { code: 'invalid', field: whole === '' ? null : whole, message };
}
