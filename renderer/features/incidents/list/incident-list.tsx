import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { waits } from '../../../store/incidents';
import { useGo } from '../../../store/page';
import { useReplay } from '../../../store/replay';
import { useTakeIncident } from '../../../ui/incidents/use-take-incident';
import { usePrinting } from '../../../ui/use-printing';
import { IncidentCard } from './incident-card';
import classes from './incident-list.module.css';
import { useListKeys } from './use-list-keys';

const CARD_PX = 92;

/**
 * Incidents in the order given; only those in sight are drawn. `j` and `k` move, Enter opens, `a` acknowledges. What is chosen stays
 * chosen when others come in above it.
 */
export function IncidentList({ incidents, foot }: { incidents: readonly Incident[]; foot: ReactNode }): ReactNode {
  const go = useGo();
  const take = useTakeIncident();
  const isPast = useReplay() !== null;
  const viewport = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const virtualizer = useVirtualizer({
    count: incidents.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => CARD_PX,
    getItemKey: (index) => incidents[index]?.incidentId ?? index,
    overscan: 6,
  });
  const found = incidents.findIndex(({ incidentId }) => incidentId === chosen);
  const active = found === -1 ? 0 : found;
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    viewport.current?.querySelector<HTMLElement>('[data-chosen]')?.focus({ preventScroll: true });
  });
  useListKeys({
    move: (by) => {
      const next = chosen === null && found === -1 ? 0 : Math.max(0, Math.min(incidents.length - 1, active + by));
      const one = incidents[next];
      if (one === undefined) return;
      setChosen(one.incidentId);
      wantsFocus.current = true;
      virtualizer.scrollToIndex(next);
    },
    open: () => {
      const one = incidents[active];
      if (one !== undefined) go({ screen: 'incident', incidentId: one.incidentId });
    },
    acknowledge: () => {
      const one = incidents[active];
      if (one !== undefined && !isPast && waits(one)) void take(one, '');
    },
  });
  const printing = usePrinting();
  const items = printing ? null : virtualizer.getVirtualItems();
  return (
    <div className={classes.scroll} ref={viewport}>
      <div
        role="feed"
        aria-label={t('incidents.list')}
        className={classes.feed}
        style={items === null ? undefined : { height: virtualizer.getTotalSize() }}
      >
        {(items ?? incidents.map((_, index) => ({ index, start: 0, key: index }))).map(({ index, start, key }) => {
          const incident = incidents[index];
          if (incident === undefined) return null;
          return (
            <div
              key={key}
              data-index={index}
              ref={items === null ? undefined : virtualizer.measureElement}
              className={items === null ? undefined : classes.place}
              style={items === null ? undefined : { transform: `translateY(${start}px)` }}
            >
              <IncidentCard
                incident={incident}
                place={index + 1}
                of={incidents.length}
                chosen={index === active}
                marked={incident.incidentId === chosen}
                onChoose={() => setChosen(incident.incidentId)}
              />
            </div>
          );
        })}
      </div>
      <div className={classes.foot}>{foot}</div>
    </div>
  );
}
