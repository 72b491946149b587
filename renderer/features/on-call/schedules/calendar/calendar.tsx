import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Schedule } from '../../../../../shared/domain/alerting/on-call/schedule';
import type { Shift } from '../../../../../shared/domain/alerting/on-call/shifts';
import type { Span } from '../../../../../shared/domain/alerting/on-call/weekly';
import { localOf } from '../../../../../shared/domain/alerting/on-call/zones';
import { locale, t } from '../../../../language/language';
import { useNowMs } from '../../../../store/page';
import { type CalendarView, type Day, turned, weeksOf } from './days';
import { type Block, Lanes } from './lanes';
import classes from './lanes.module.css';
import { finalLane, layerLanes, type People } from './lanes-of';

interface CalendarProps {
  readonly schedule: Schedule;
  readonly people: People;
  /** Who is on call within a span, in order. */
  readonly shiftsIn: (span: Span) => readonly Shift[];
  readonly onPick?: (span: Span) => void;
  readonly onOpen?: (block: Block) => void;
}

/** A schedule by week (every layer, and the line that holds) or by month (the line alone), by its own clocks. */
export function Calendar({ schedule, people, shiftsIn, onPick, onOpen }: CalendarProps): ReactNode {
  const nowMs = useNowMs();
  const [view, setView] = useState<CalendarView>('week');
  const [chosenMs, setChosenMs] = useState<number | null>(null);
  const zone = schedule.timeZone;
  const aroundMs = chosenMs ?? nowMs;
  const weeks = weeksOf(zone, aroundMs, view);
  const handlers = { ...(onPick === undefined ? {} : { onPick }), ...(onOpen === undefined ? {} : { onOpen }) };
  return (
    <section aria-label={t('onCall.calendar')}>
      <div className={classes.tools}>
        <SegmentedControl
          size="xs"
          data={[
            { value: 'week', label: t('onCall.week') },
            { value: 'month', label: t('onCall.month') },
          ]}
          value={view}
          onChange={(value) => setView(value === 'month' ? value : 'week')}
          aria-label={t('onCall.weekOrMonth')}
        />
        <ActionIcon
          variant="default"
          aria-label={t('onCall.earlier')}
          onClick={() => setChosenMs(turned(zone, aroundMs, view, -1))}
        >
          <IconChevronLeft size={16} />
        </ActionIcon>
        <Button size="compact-sm" variant="default" onClick={() => setChosenMs(null)}>
          {t('onCall.today')}
        </Button>
        <ActionIcon variant="default" aria-label={t('onCall.later')} onClick={() => setChosenMs(turned(zone, aroundMs, view, 1))}>
          <IconChevronRight size={16} />
        </ActionIcon>
        <span className={classes.range} aria-live="polite">
          {rangeWords(weeks, view, zone, aroundMs)}
        </span>
        <span>{t('onCall.clocksOf', { zone })}</span>
      </div>
      <div className={classes.month}>
        {weeks.map((days) => {
          const span = spanOf(days);
          const final = finalLane(shiftsIn(span), people, span);
          return (
            <Lanes
              key={days[0]?.localMs}
              zone={zone}
              days={days}
              lanes={view === 'week' ? [...layerLanes(schedule, people, span), final] : [final]}
              nowMs={nowMs}
              {...(view === 'month' ? { month: new Date(localOf(zone, aroundMs)).getUTCMonth() } : {})}
              {...handlers}
            />
          );
        })}
      </div>
    </section>
  );
}

function spanOf(days: readonly Day[]): Span {
  return { fromMs: days[0]?.fromMs ?? 0, toMs: days.at(-1)?.toMs ?? 0 };
}

function rangeWords(weeks: readonly (readonly Day[])[], view: CalendarView, zone: string, aroundMs: number): string {
  if (view === 'month')
    return new Intl.DateTimeFormat(locale(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(localOf(zone, aroundMs));
  const format = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return format.formatRange(weeks[0]?.[0]?.localMs ?? 0, weeks[0]?.[6]?.localMs ?? 0);
}
