import { VisuallyHidden } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Incident } from '../../shared/domain/alerting/incident';
import type { Execution } from '../../shared/domain/view';
import { waitingIncidents } from '../store/incidents';
import { useConnection, useView } from '../store/page';
import { allExecutions } from '../store/selectors';
import { announcements, type Heard, nothingHeard } from './announcements';

/** Reads out to whoever listens to the page: new alerts, where an execution stands, and that the connection is back. */
export function Announcer(): ReactNode {
  const open = useView((view): readonly Incident[] | null => waitingIncidents(view.incidents), null);
  const executions = useView((view): readonly Execution[] | null => allExecutions(view.executions), null);
  const connection = useConnection().kind;
  const heard = useRef<Heard>(nothingHeard);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (open === null || executions === null) return;
    const { sentences, heard: now } = announcements(heard.current, { open, executions, connection });
    heard.current = now;
    if (sentences.length > 0) setSaid(sentences.join(' '));
  }, [open, executions, connection]);
  return (
    <VisuallyHidden role="log" aria-live="polite">
      {said}
    </VisuallyHidden>
  );
}
