import { useEffect, useRef } from 'react';
import type { Incident } from '../../shared/domain/alerting/incident';
import { waitingIncidents } from '../store/incidents';
import { useConsole, useView } from '../store/page';
import { ring } from './ring';

/** A short sound when something new needs an answer: once for several at a time, not for what was open when the page came. */
export function AlertSound(): null {
  const open = useView((view): readonly Incident[] | null => waitingIncidents(view.incidents), null);
  const wanted = useConsole((data) => data.settings?.alerts.sound ?? false);
  const quiet = useConsole((data) => data.settings?.alerts.doNotDisturb ?? false);
  const heard = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (open === null) return;
    const before = heard.current;
    heard.current = new Set(open.map((one) => one.incidentId));
    if (before === null || !wanted) return;
    const fresh = open.filter((one) => !before.has(one.incidentId) && (!quiet || one.severity === 'CRITICAL'));
    if (fresh.length > 0) ring(fresh.some((one) => one.severity === 'CRITICAL') ? 'urgent' : 'plain');
  }, [open, wanted, quiet]);
  return null;
}
