import type { EventFilters } from '../../../../shared/domain/notifications/configuration';
import { allEventTypes, eventTypes } from '../../../../shared/domain/notifications/event-types';
import { locale, t } from '../../../language/language';

/** What a configuration listens to, as one sentence. */
export function listensTo(filters: EventFilters): string {
  const severities = given(filters.Severities);
  const events = given(filters.EventTypes).map(eventWords);
  const head = `${severities.length === 0 ? t('notificationSettings.everything') : listed(severities.map(sentence))}${events.length === 0 ? '' : `: ${listed(events)}`}`;
  const runs = given(filters.ExecutionTypes).map(runsOf);
  const parts = [
    ...(runs.length === 0 ? [] : [t('notificationSettings.listens-of', { what: listed(runs) })]),
    ...(given(filters.Environments).length === 0
      ? []
      : [t('notificationSettings.listens-in', { what: listed(given(filters.Environments).map(environmentOf)) })]),
    ...(given(filters.Plans).length === 0
      ? []
      : [t('notificationSettings.listens-plan', { what: listed(given(filters.Plans)) })]),
    ...(given(filters.Waves).length === 0
      ? []
      : [t('notificationSettings.listens-wave', { what: listed(given(filters.Waves).map((wave) => String(wave + 1))) })]),
    ...(given(filters.Accounts).length === 0
      ? []
      : [t('notificationSettings.listens-account', { what: listed(given(filters.Accounts)) })]),
    ...(given(filters.Regions).length === 0
      ? []
      : [t('notificationSettings.listens-region', { what: listed(given(filters.Regions)) })]),
  ];
  return [head, ...parts].join(', ');
}

function given<T>(list: readonly T[] | undefined): readonly T[] {
  return list ?? [];
}

function runsOf(type: string): string {
  switch (type) {
    case 'DRILL':
      return t('notificationSettings.listens-drills');
    case 'RECOVERY':
      return t('notificationSettings.listens-recoveries');
    default:
      return type.toLowerCase();
  }
}

function environmentOf(environment: string): string {
  if (environment !== 'production' && environment !== 'test') return environment;
  return t(`notificationSettings.listens-${environment}`);
}

function eventWords(name: string): string {
  const known = allEventTypes.find((type) => type === name);
  return known === undefined
    ? t('notificationSettings.listens-family', { family: name.replace(/\.\*$/, '') })
    : eventTypes[known].title.toLowerCase();
}

function sentence(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase();
}

/** `a`, `a or b`, `a, b or c`. */
function listed(words: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'disjunction' }).format(words);
}
