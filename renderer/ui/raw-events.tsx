import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EventsRead } from '../store/use-events';
import { wordsOf } from './event-words';
import { formatClock } from './format';
import { JsonView } from './json-view';
import classes from './raw-events.module.css';

/** The journal's events behind a thing, newest first; each unfolds into what was recorded. */
export function RawEvents({ events }: { events: EventsRead }): ReactNode {
  return (
    <section>
      <h3 className={classes.title}>Events behind it</h3>
      {events.problem === null ? null : <p className={classes.note}>They could not be read: {events.problem}</p>}
      {events.state === 'loading' ? <p className={classes.note}>Reading the journal…</p> : null}
      {events.state === 'ready' && events.entries.length === 0 ? <p className={classes.note}>None yet.</p> : null}
      {events.entries.map((entry) => (
        <JsonView
          key={entry.seq}
          value={entry.event}
          label={
            <>
              <span className={classes.time}>{formatClock(Date.parse(entry.event.at))}</span> {wordsOf(entry.event).text}
            </>
          }
        />
      ))}
      {events.more ? (
        <Button variant="subtle" size="compact-sm" onClick={events.readOlder}>
          Older events
        </Button>
      ) : null}
    </section>
  );
}
