import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../language/language';
import type { EventsRead } from '../store/use-events';
import { wordsOf } from './event-words';
import { formatClock } from './format';
import { JsonView } from './json-view';
import classes from './raw-events.module.css';
import { SkeletonRows } from './skeleton-rows';

/** The journal's events behind a thing, newest first; each unfolds into what was recorded. */
export function RawEvents({ events }: { events: EventsRead }): ReactNode {
  return (
    <section>
      <h3 className={classes.title}>{t('ui.eventsBehind')}</h3>
      {events.problem === null ? null : <p className={classes.note}>{t('ui.eventsUnread', { problem: events.problem })}</p>}
      {events.state === 'loading' ? <SkeletonRows rows={4} /> : null}
      {events.state === 'ready' && events.entries.length === 0 ? <p className={classes.note}>{t('ui.noEvents')}</p> : null}
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
          {t('ui.olderEvents')}
        </Button>
      ) : null}
    </section>
  );
}
