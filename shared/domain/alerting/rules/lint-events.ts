import { isObject } from '../../event-pattern/values';
import { ConsoleEvent } from '../../events';
import type { CompiledRule } from './compile';
import { unmatched } from './event-rule';
import type { RuleAdvice } from './lint';

const known: ReadonlySet<string> = new Set(ConsoleEvent.options.map((option) => option.shape.type.value));

/** Whether the journal has events of the kind a rule waits for. */
export function eventAdvice({ configuration, subject, judgement }: CompiledRule): RuleAdvice[] {
  if (subject.type !== 'event') return [];
  const { EventPattern, ClearPattern } = configuration.Conditions;
  const found = [...typeAdvice('Conditions.EventPattern', EventPattern), ...typeAdvice('Conditions.ClearPattern', ClearPattern)];
  if (judgement.threshold <= 0 && configuration.Conditions.Threshold !== undefined)
    found.push(
      warning('no-effect', 'Conditions.Threshold', 'one event is the least that can be counted; it fires with the first'),
    );
  if (isObject(EventPattern) && EventPattern.type === undefined && EventPattern.$or === undefined)
    found.push(
      warning(
        'always-fires',
        'Conditions.EventPattern',
        'without a type it is tried on every event; name the types it is meant for',
      ),
    );
  return found;
}

function typeAdvice(field: string, pattern: unknown): RuleAdvice[] {
  const types = isObject(pattern) && Array.isArray(pattern.type) ? pattern.type : [];
  const wanted = types.filter((one): one is string => typeof one === 'string');
  // An operator (a prefix, say) may match anything.
  if (wanted.length === 0 || wanted.length < types.length) return [];
  const strange = wanted.filter((one) => !known.has(one));
  const own = wanted.filter((one) => unmatched.has(ofJournal(one)));
  const place = `${field}.type`;
  const found = strange.map((one) =>
    warning('never-fires', place, `the journal has no events of type ${one}: this never matches`),
  );
  return [
    ...found,
    ...own.map((one) => warning('never-fires', place, `events of type ${one} are made from alerts, and are not tried`)),
  ];
}

function ofJournal(text: string): ConsoleEvent['type'] {
  return ConsoleEvent.options.find((option) => option.shape.type.value === text)?.shape.type.value ?? 'session.started';
}

function warning(code: RuleAdvice['code'], field: string, message: string): RuleAdvice {
  return { level: 'warning', code, field, message };
}
