import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { byUrgency, isRunning, type OpenCounts } from '../../../store/incidents';
import { useReplay } from '../../../store/replay';
import { useCommand } from '../../../store/use-command';
import { formatNumber } from '../../../ui/format';
import classes from './incident-list.module.css';

/** How many are read at a time. */
const PAGE = 500;

interface Rest {
  readonly incidents: readonly Incident[];
  /** Every open one is among them. */
  readonly isWhole: boolean;
  /** Says how many of the open ones are shown, and asks for more; null where all of them are. */
  readonly head: ReactNode;
}

/** The incidents that the live view lists, and of the open ones those that it has no room for, as far as somebody asked for them. */
export function useRest(listed: readonly Incident[], { open, isCut }: OpenCounts): Rest {
  const command = useCommand();
  const isPast = useReplay() !== null;
  const [read, setRead] = useState<readonly Incident[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [reading, setReading] = useState(false);
  // What the live view tells of one that was read is kept, for it may have no room for it later.
  useEffect(() => setRead((before) => withNewer(before, listed)), [listed]);
  const incidents = useMemo(() => {
    const known = new Set(listed.map(({ incidentId }) => incidentId));
    const more = read.filter((one) => isRunning(one) && !known.has(one.incidentId));
    return more.length === 0 ? listed : [...listed, ...more].sort(byUrgency);
  }, [listed, read]);
  const shown = incidents.filter(isRunning).length;
  const isWhole = !isCut || shown >= open;
  const more = async (): Promise<void> => {
    setReading(true);
    const done = await command(t('incidents.doReadOpen'), (client) =>
      client.incidents.list({ status: 'open', limit: PAGE, ...(next === null ? {} : { nextToken: next }) }),
    );
    setReading(false);
    if (!done.ok) return;
    setRead((before) => [...new Map([...before, ...done.value.items].map((one) => [one.incidentId, one])).values()]);
    // After the last page it begins with the newest ones again.
    setNext(done.value.nextToken);
  };
  const head =
    isWhole || isPast ? null : (
      <p className={classes.cut} role="status">
        {t('incidents.cut', { n: formatNumber(shown), all: formatNumber(open) })}
        <Button variant="default" size="compact-xs" loading={reading} onClick={() => void more()}>
          {t('incidents.readOpen')}
        </Button>
      </p>
    );
  return { incidents, isWhole, head };
}

function withNewer(read: readonly Incident[], listed: readonly Incident[]): readonly Incident[] {
  if (read.length === 0) return read;
  const live = new Map(listed.map((one) => [one.incidentId, one]));
  return read.map((one) => live.get(one.incidentId) ?? one);
}
