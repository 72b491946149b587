import type { EventFilters } from '../../../../shared/domain/notifications/configuration';
import { allEventTypes, eventTypes } from '../../../../shared/domain/notifications/event-types';

/** What a configuration listens to, as one sentence. */
export function listensTo(filters: EventFilters): string {
  const severities = given(filters.Severities);
  const events = given(filters.EventTypes).map(eventWords);
  const head = `${severities.length === 0 ? 'Everything' : listed(severities.map(sentence))}${events.length === 0 ? '' : `: ${listed(events)}`}`;
  const runs = given(filters.ExecutionTypes).map(runsOf);
  const parts = [
    ...(runs.length === 0 ? [] : [`of ${listed(runs)}`]),
    ...(given(filters.Environments).length === 0 ? [] : [`in ${listed(given(filters.Environments))}`]),
    ...(given(filters.Plans).length === 0 ? [] : [`plan ${listed(given(filters.Plans))}`]),
    ...(given(filters.Waves).length === 0 ? [] : [`wave ${listed(given(filters.Waves).map((wave) => String(wave + 1)))}`]),
    ...(given(filters.Accounts).length === 0 ? [] : [`account ${listed(given(filters.Accounts))}`]),
    ...(given(filters.Regions).length === 0 ? [] : [`region ${listed(given(filters.Regions))}`]),
  ];
  return [head, ...parts].join(', ');
}

function given<T>(list: readonly T[] | undefined): readonly T[] {
  return list ?? [];
}

/** `DRILL` → `drills`, `RECOVERY` → `recoveries`. */
function runsOf(type: string): string {
  const word = type.toLowerCase();
  return word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`;
}

function eventWords(name: string): string {
  const known = allEventTypes.find((type) => type === name);
  return known === undefined ? name.replace(/\.\*$/, ' events') : eventTypes[known].title.toLowerCase();
}

function sentence(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase();
}

/** `a`, `a or b`, `a, b or c`. */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
