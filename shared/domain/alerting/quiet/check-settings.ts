import { isZone, localMsOf } from '../on-call/zones';
import type { AlertingSettings, Inhibition, MaintenanceWindow, SeverityRule } from '../settings';
import { type Fault, narrow, readable } from './check-matchers';
import { inhibitionCycle } from './cycles';

/** What cannot be meant in settings whose form is right, the first first. */
export function settingsFaults(settings: AlertingSettings): Fault[] {
  const inhibitions = settings.inhibitions ?? [];
  return [
    ...twice(settings.grouping.rules, 'grouping.rules'),
    ...settings.grouping.rules.flatMap(({ matchers }, index) => readable(matchers, `grouping.rules[${index}].matchers`)),
    ...twice(inhibitions, 'inhibitions'),
    ...inhibitions.flatMap((one, index) => inhibitionFaults(one, `inhibitions[${index}]`)),
    ...cycleFaults(inhibitions),
    ...twice(settings.windows, 'windows'),
    ...settings.windows.flatMap((one, index) => windowFaults(one, `windows[${index}]`)),
    ...twice(settings.severity.rules, 'severity.rules'),
    ...settings.severity.rules.flatMap(({ matchers }, index) => severityFaults(matchers, `severity.rules[${index}].matchers`)),
  ];
}

function severityFaults(matchers: SeverityRule['matchers'], field: string): Fault[] {
  const index = matchers.findIndex(({ label }) => label === 'severity');
  if (index < 0) return readable(matchers, field);
  return [{ field: `${field}[${index}].label`, message: 'the rule itself decides the severity; match another label' }];
}

function inhibitionFaults({ source, target }: Inhibition, field: string): Fault[] {
  const isSame = source.length === target.length && source.every((one) => target.some((other) => isEqual(one, other)));
  return [
    ...readable(source, `${field}.source`),
    ...readable(target, `${field}.target`),
    ...(isSame
      ? [{ field: `${field}.target`, message: 'source and target are the same: an alert cannot keep itself quiet' }]
      : []),
  ];
}

function isEqual(one: Inhibition['source'][number], other: Inhibition['source'][number]): boolean {
  return one.label === other.label && one.op === other.op && one.value === other.value;
}

function cycleFaults(inhibitions: readonly Inhibition[]): Fault[] {
  const path = inhibitionCycle(inhibitions);
  if (path === null) return [];
  const words = path.map((name) => `“${name}”`).join(' → ');
  return [{ field: 'inhibitions', message: `these keep each other quiet, so that nobody would be told: ${words}` }];
}

function windowFaults({ matchers, timeZone, weekdays, startsAt, endsAt }: MaintenanceWindow, field: string): Fault[] {
  const faults = narrow(matchers, `${field}.matchers`);
  if (!isZone(timeZone))
    faults.push({ field: `${field}.timeZone`, message: `“${timeZone}” is no time zone; write one such as Europe/Berlin` });
  for (const [name, text] of [
    ['startsAt', startsAt],
    ['endsAt', endsAt],
  ] as const)
    if (text !== null && Number.isNaN(localMsOf(text)))
      faults.push({ field: `${field}.${name}`, message: 'write a date and time such as 2026-12-24T22:00' });
  if (weekdays.length === 0 && (startsAt === null || endsAt === null))
    faults.push({ field: `${field}.weekdays`, message: 'choose weekdays, or both a beginning and an end' });
  if (startsAt !== null && endsAt !== null && localMsOf(endsAt) <= localMsOf(startsAt))
    faults.push({ field: `${field}.endsAt`, message: 'it ends before it begins' });
  return faults;
}

function twice(list: readonly { readonly id: string }[], field: string): Fault[] {
  const index = list.findIndex(({ id }, at) => list.findIndex((one) => one.id === id) < at);
  return index < 0 ? [] : [{ field: `${field}[${index}].id`, message: 'another one has this id already' }];
}
