import type { ReactNode } from 'react';
import { occurrenceAt } from '../../../../shared/domain/alerting/quiet/windows';
import type { MaintenanceWindow } from '../../../../shared/domain/alerting/settings';
import { locale, t } from '../../../language/language';
import { useNowMs } from '../../../store/page';
import classes from '../../../ui/editing/editing.module.css';
import { formatMoment } from '../../../ui/format';
import own from '../quiet.module.css';

interface WindowsWeekProps {
  readonly windows: readonly MaintenanceWindow[];
  readonly onOpen: (id: string) => void;
}

const DAY_MS = 86_400_000;
const DAYS = [0, 1, 2, 3, 4, 5, 6];
/** A window that comes again every few minutes still ends the search. */
const MOST = 60;

/** The next seven days, a line for each window, by this computer's clocks. */
export function WindowsWeek({ windows, onOpen }: WindowsWeekProps): ReactNode {
  const nowMs = useNowMs();
  const midnight = new Date(nowMs).setHours(0, 0, 0, 0);
  const endMs = midnight + 7 * DAY_MS;
  const share = (ms: number): number => ((Math.min(Math.max(ms, midnight), endMs) - midnight) / (7 * DAY_MS)) * 100;
  return (
    <section className={classes.section} aria-label={t('quiet.nextSevenDays')}>
      <h2 className={classes.legend}>{t('quiet.nextSevenDays')}</h2>
      <div className={own.week}>
        <span />
        <div className={own.lane} data-head>
          {DAYS.map((day) => (
            <span key={day} className={own.day} style={{ left: `${(day / 7) * 100}%` }}>
              {new Intl.DateTimeFormat(locale(), { weekday: 'short', day: 'numeric' }).format(midnight + (day + 0.5) * DAY_MS)}
            </span>
          ))}
        </div>
        {windows.map((one) => (
          <WindowLine key={one.id} window={one} fromMs={midnight} toMs={endMs} nowMs={nowMs} share={share} onOpen={onOpen} />
        ))}
      </div>
    </section>
  );
}

interface WindowLineProps {
  readonly window: MaintenanceWindow;
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly share: (ms: number) => number;
  readonly onOpen: (id: string) => void;
}

function WindowLine({ window: one, fromMs, toMs, nowMs, share, onOpen }: WindowLineProps): ReactNode {
  return (
    <>
      <button type="button" className={own.windowName} title={one.name} onClick={() => onOpen(one.id)}>
        {one.name}
      </button>
      <div className={own.lane}>
        {DAYS.slice(1).map((day) => (
          <span key={day} className={own.midnight} style={{ left: `${(day / 7) * 100}%` }} />
        ))}
        {spansOf(one, fromMs, toMs).map((span) => (
          <span
            key={span.fromMs}
            className={own.span}
            data-off={!one.enabled || undefined}
            title={`${formatMoment(span.fromMs)} – ${formatMoment(span.toMs)}`}
            style={{ left: `${share(span.fromMs)}%`, width: `${share(span.toMs) - share(span.fromMs)}%` }}
          />
        ))}
        <span className={own.now} style={{ left: `${share(nowMs)}%` }} />
      </div>
    </>
  );
}

function spansOf(window: MaintenanceWindow, fromMs: number, toMs: number): readonly { fromMs: number; toMs: number }[] {
  const spans: { fromMs: number; toMs: number }[] = [];
  let atMs = fromMs;
  while (spans.length < MOST && atMs < toMs) {
    const next = occurrenceAt(window, atMs);
    if (next === null) break;
    const begin = Date.parse(next.from);
    const end = next.to === null ? toMs : Date.parse(next.to);
    if (begin >= toMs || end <= atMs) break;
    spans.push({ fromMs: begin, toMs: end });
    atMs = end;
  }
  return spans;
}
