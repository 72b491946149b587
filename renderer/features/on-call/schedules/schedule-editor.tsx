import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Person } from '../../../../shared/domain/alerting/on-call/person';
import { qualityOf } from '../../../../shared/domain/alerting/on-call/quality';
import type { Override, Schedule } from '../../../../shared/domain/alerting/on-call/schedule';
import { type Shift, shiftsBetween } from '../../../../shared/domain/alerting/on-call/shifts';
import type { Span } from '../../../../shared/domain/alerting/on-call/weekly';
import { instantOf } from '../../../../shared/domain/primitives';
import { t } from '../../../language/language';
import type { ItemEditing } from '../../../store/use-item-editing';
import classes from '../../../ui/editing/editing.module.css';
import { EditorFoot } from '../../../ui/editing/editor-foot';
import { useNamedFirst } from '../../../ui/editing/use-named-first';
import { ZoneSelect } from '../../../ui/editing/zone-select';
import { formatMoment } from '../../../ui/format';
import { StateMark } from '../../../ui/state-mark';
import { fieldOf } from '../local-time';
import { useHour } from '../use-hour';
import { Calendar } from './calendar/calendar';
import { OverrideDialog, type WantedOverride } from './override-dialog';
import { OverridesList } from './overrides-list';
import { SourceFields } from './source-fields';

interface ScheduleEditorProps {
  readonly schedule: Schedule;
  readonly people: readonly Person[];
  readonly editing: ItemEditing<Schedule>;
  readonly readOnly: boolean;
  /** Anybody who may act may change who is on call; the rotation itself takes an administrator. */
  readonly mayOverride: boolean;
  /** What the engine says of a schedule that comes from elsewhere. */
  readonly shifts: readonly Shift[];
  readonly onOverride: (override: WantedOverride) => Promise<boolean>;
  readonly onRemoveOverride: (override: Override) => void;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Who is on call when: the calendar first, what makes it below. */
export function ScheduleEditor(props: ScheduleEditorProps): ReactNode {
  const { schedule, people, editing, readOnly, shifts, onOverride, onRemoveOverride } = props;
  const { problems, change, isNew } = editing;
  const hourMs = useHour();
  const [picked, setPicked] = useState<{ readonly span: Span; readonly replaces: string | null } | null>(null);
  const name = useNamedFirst(isNew);
  const mayOverride = props.mayOverride && !editing.dirty && people.length > 0;
  const shiftsIn = (span: Span): readonly Shift[] =>
    isComplete(schedule) ? shiftsOf(schedule, people, span) : shifts.filter((shift) => lies(shift, span));
  const soon = hourMs + HOUR_MS;
  return (
    <div className={classes.editor} data-read-only={readOnly || undefined}>
      <div className={classes.body}>
        <Calendar
          schedule={schedule}
          people={people}
          shiftsIn={shiftsIn}
          {...(mayOverride
            ? {
                onPick: (span: Span) => setPicked({ span, replaces: null }),
                onOpen: ({ fromMs, toMs, name: who, isGap }) =>
                  setPicked({
                    span: { fromMs, toMs },
                    replaces: isGap ? null : (people.find((one) => one.name === who)?.id ?? null),
                  }),
              }
            : {})}
        />
        <QualityNote schedule={schedule} people={people} />
        <OverridesList
          schedule={schedule}
          people={people}
          mayChange={mayOverride}
          onAdd={() => setPicked({ span: { fromMs: soon, toMs: soon + 8 * HOUR_MS }, replaces: null })}
          onRemove={onRemoveOverride}
        />
        <section className={classes.section}>
          <div className={classes.fields}>
            <TextInput
              size="xs"
              ref={name}
              label={t('onCall.name')}
              value={schedule.name}
              disabled={readOnly}
              error={problems.name}
              onChange={(event) => change({ ...schedule, name: event.currentTarget.value })}
            />
            <ZoneSelect
              value={schedule.timeZone}
              disabled={readOnly}
              error={problems.timeZone}
              onChange={(timeZone) => change({ ...schedule, timeZone })}
            />
          </div>
        </section>
        <SourceFields
          schedule={schedule}
          people={people}
          problems={problems}
          readOnly={readOnly}
          layerStart={`${fieldOf(schedule.timeZone, hourMs).slice(0, 10)}T09:00`}
          onChange={(source) => change({ ...schedule, source })}
        />
      </div>
      <EditorFoot editing={editing} readOnly={readOnly} removal={t('onCall.removalOfSchedule')} />
      <OverrideDialog
        span={picked?.span ?? null}
        replaces={picked?.replaces ?? null}
        zone={schedule.timeZone}
        people={people}
        onClose={() => setPicked(null)}
        onSubmit={onOverride}
      />
    </div>
  );
}

/** Gaps of the next two weeks and how even the hours are, of a schedule that is kept here. */
function QualityNote({ schedule, people }: { schedule: Schedule; people: readonly Person[] }): ReactNode {
  const fromMs = useHour();
  if (!isComplete(schedule)) return null;
  const quality = qualityOf(schedule, { people, feeds: {} }, instantOf(fromMs), instantOf(fromMs + 14 * DAY_MS));
  const [gap] = quality.gaps;
  return (
    <div className={classes.chips} role="status">
      {gap === undefined ? (
        <StateMark spoken={{ tone: 'succeeded', word: t('onCall.noGaps') }} />
      ) : (
        <StateMark
          spoken={{
            tone: 'failed',
            word: t('onCall.gaps', {
              count: quality.gaps.length,
              from: formatMoment(Date.parse(gap.from), schedule.timeZone),
              to: formatMoment(Date.parse(gap.to), schedule.timeZone),
            }),
          }}
        />
      )}
      <span className={classes.dim}>
        {quality.hours
          .map(({ personId, hours }) => `${people.find(({ id }) => id === personId)?.name ?? personId} ${Math.round(hours)} h`)
          .join(' · ')}
      </span>
    </div>
  );
}

/** Whether its shifts can be reckoned here: kept by this console, and every layer with people and a beginning. */
function isComplete({ source }: Schedule): boolean {
  return source.kind === 'own' && source.layers.every(({ people, startsAt }) => people.length > 0 && startsAt !== '');
}

function shiftsOf(schedule: Schedule, people: readonly Person[], { fromMs, toMs }: Span): readonly Shift[] {
  return shiftsBetween(schedule, { people, feeds: {} }, instantOf(fromMs), instantOf(toMs));
}

function lies({ from, to }: Shift, span: Span): boolean {
  return Date.parse(from) < span.toMs && Date.parse(to) > span.fromMs;
}
