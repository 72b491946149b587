import type { Person } from '../../../../../shared/domain/alerting/on-call/person';
import { turnsOf } from '../../../../../shared/domain/alerting/on-call/rotation';
import type { Schedule } from '../../../../../shared/domain/alerting/on-call/schedule';
import type { Shift } from '../../../../../shared/domain/alerting/on-call/shifts';
import { type Span, without } from '../../../../../shared/domain/alerting/on-call/weekly';
import { lookOf } from '../../../../charts/series-looks';
import { t } from '../../../../language/language';
import type { Block, Lane } from './lanes';

/** Name and colour of everybody. */
export type People = readonly Pick<Person, 'id' | 'name'>[];

/** A lane for each layer, uppermost last, and one for the overrides where there are any. */
export function layerLanes(schedule: Schedule, people: People, within: Span): readonly Lane[] {
  const own = schedule.source.kind === 'own' ? schedule.source.layers : [];
  const layers = own
    .filter((layer) => layer.people.length > 0)
    .map(
      (layer, index): Lane => ({
        key: layer.id,
        name: layer.name === '' ? t('onCall.layerNumber', { number: index + 1 }) : layer.name,
        isFinal: false,
        blocks: turnsOf(layer, schedule.timeZone, within).map(({ personId, fromMs, toMs }) =>
          blockOf(people, personId, { fromMs, toMs }, false),
        ),
      }),
    );
  const overrides = schedule.overrides
    .map(({ personId, from, to }) => blockOf(people, personId, { fromMs: Date.parse(from), toMs: Date.parse(to) }, true))
    .filter(({ fromMs, toMs }) => fromMs < within.toMs && toMs > within.fromMs);
  return overrides.length === 0
    ? layers
    : [...layers, { key: 'overrides', name: t('onCall.overrides'), isFinal: false, blocks: overrides }];
}

/** Who is really on call, with the times at which nobody is. */
export function finalLane(shifts: readonly Shift[], people: People, within: Span): Lane {
  const spans = shifts.map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) }));
  const gaps = without(within, spans).map(
    ({ fromMs, toMs }): Block => ({
      key: `gap ${fromMs}`,
      name: t('onCall.nobody'),
      colour: 'var(--failed)',
      isOverride: false,
      isGap: true,
      fromMs,
      toMs,
    }),
  );
  const blocks = shifts.map(({ personId, from, to, reason }) =>
    blockOf(people, personId, { fromMs: Date.parse(from), toMs: Date.parse(to) }, reason.by === 'override'),
  );
  return { key: 'final', name: t('onCall.finalLine'), isFinal: true, blocks: [...blocks, ...gaps] };
}

function blockOf(people: People, personId: string, { fromMs, toMs }: Span, isOverride: boolean): Block {
  return {
    key: `${personId} ${fromMs} ${toMs}`,
    name: people.find(({ id }) => id === personId)?.name ?? personId,
    colour: personColour(people, personId),
    isOverride,
    isGap: false,
    fromMs,
    toMs,
  };
}

/** The same person has the same colour in every lane. */
export function personColour(people: People, personId: string): string {
  const index = people.findIndex(({ id }) => id === personId);
  return `var(${lookOf(Math.max(0, index)).colour})`;
}
