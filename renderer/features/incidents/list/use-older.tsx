import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { byUrgency } from '../../../store/incidents';
import { useReplay } from '../../../store/replay';
import { useCommand } from '../../../store/use-command';

/** How many are read at a time. */
const PAGE = 200;

interface Older {
  readonly incidents: readonly Incident[];
  /** Below the last one: asks for more, while there may be more. */
  readonly foot: ReactNode;
}

/** The incidents that the live view lists, and older ones as far as somebody asked for them. */
export function useOlder(listed: readonly Incident[]): Older {
  const command = useCommand();
  const isPast = useReplay() !== null;
  const [read, setRead] = useState<readonly Incident[]>([]);
  const [next, setNext] = useState<string | null | undefined>(undefined);
  const [reading, setReading] = useState(false);
  const incidents = useMemo(() => {
    const known = new Set(listed.map(({ incidentId }) => incidentId));
    const more = read.filter(({ incidentId, status }) => !known.has(incidentId) && status !== 'MERGED');
    return more.length === 0 ? listed : [...listed, ...more].sort(byUrgency);
  }, [listed, read]);
  const more = async (): Promise<void> => {
    setReading(true);
    const done = await command(t('incidents.doReadOlder'), (client) =>
      client.incidents.list({ limit: PAGE, ...(typeof next === 'string' ? { nextToken: next } : {}) }),
    );
    setReading(false);
    if (!done.ok) return;
    setRead((before) => [...before, ...done.value.items]);
    setNext(done.value.nextToken);
  };
  const foot =
    isPast || next === null ? null : (
      <Button variant="default" size="compact-sm" loading={reading} onClick={() => void more()}>
        {t('incidents.readOlder')}
      </Button>
    );
  return { incidents, foot };
}
