import { Button, MultiSelect, Skeleton, TextInput } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { JournalEntry } from '../../../../shared/domain/events';
import type { Execution } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { type EventsRead, type ReadPage, useEvents } from '../../../store/use-events';
import { EmptyState } from '../../../ui/empty-state';
import { EventRow } from '../../../ui/event-row';
import { type EventGroup, eventGroups, wordsOf } from '../../../ui/event-words';
import type { Stretch } from '../timeline/sight';
import classes from './event-feed.module.css';
import { heldBack } from './held-back';
import { toldOnce } from './told-once';

interface EventFeedProps {
  readonly execution: Execution;
  /** Only what happened in it is shown; null shows all. */
  readonly stretch: Stretch | null;
  readonly onOpen: (entry: JournalEntry) => void;
}

const usual: readonly EventGroup[] = ['changes', 'servers', 'alerts', 'people', 'sources'];

/**
 * What happened, newest first. While it is scrolled or the pointer rests on it, new rows wait behind a button: nothing jumps
 * while it is being read.
 */
export function EventFeed({ execution, stretch, onOpen }: EventFeedProps): ReactNode {
  const { executionId, contextId } = execution;
  const read: ReadPage = useCallback(
    (client, limit, nextToken) => client.executions.events({ executionId, context: contextId, limit, nextToken }),
    [executionId, contextId],
  );
  const events = useEvents(executionId, execution, read);
  const [groups, setGroups] = useState<readonly EventGroup[]>(usual);
  const [filter, setFilter] = useState('');
  const [readUpTo, setReadUpTo] = useState<number | null>(null);
  const list = useRef<HTMLDivElement>(null);

  useReadBack(events, stretch);
  const matching = toldOnce(events.entries).filter((entry) => isWithin(entry, stretch) && matches(entry, groups, filter));
  const { shown, waiting } = heldBack(matching, readUpTo);
  const hold = (): void => setReadUpTo((held) => held ?? events.entries[0]?.seq ?? null);
  const letGo = (): void => {
    if ((list.current?.scrollTop ?? 0) < 8) setReadUpTo(null);
  };
  const showNew = (): void => {
    setReadUpTo(null);
    list.current?.scrollTo({ top: 0 });
  };

  return (
    <section className={classes.feed} data-tour="live-events" aria-label={t('live.events')}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('live.events')}</h2>
        <TextInput
          size="xs"
          w={110}
          placeholder={t('live.filterHint')}
          aria-label={t('live.filterEvents')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <KindPicker groups={groups} onChange={setGroups} />
      </div>
      {waiting === 0 ? null : (
        <button type="button" className={classes.new} onClick={showNew}>
          {t('live.newEvents', { n: waiting })}
        </button>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: reading holds the list still; nothing here is operated by the pointer alone */}
      <div
        className={classes.list}
        ref={list}
        onMouseEnter={hold}
        onMouseLeave={letGo}
        onScroll={(event) => (event.currentTarget.scrollTop > 8 ? hold() : undefined)}
      >
        <Entries state={events.state} problem={events.problem} shown={shown} onOpen={onOpen} />
        {events.more ? (
          <Button variant="subtle" size="compact-sm" m="sm" onClick={events.readOlder}>
            {t('live.olderEvents')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

function Entries({
  state,
  problem,
  shown,
  onOpen,
}: {
  state: string;
  problem: string | null;
  shown: readonly JournalEntry[];
  onOpen: (entry: JournalEntry) => void;
}): ReactNode {
  if (problem !== null && shown.length === 0)
    return <EmptyState text={t('live.eventsUnread')} next={t('live.eventsUnreadNext', { problem })} />;
  if (state === 'loading') return <Reading />;
  if (shown.length === 0) return <EmptyState text={t('live.noEvent')} />;
  return shown.map((entry) => <EventRow key={entry.seq} entry={entry} onOpen={onOpen} />);
}

/** The shape of what comes. */
function Reading(): ReactNode {
  return (
    <div className={classes.note} role="status" aria-label={t('live.readingEvents')}>
      {[88, 72, 94, 64, 80].map((width) => (
        <Skeleton key={width} height={12} width={`${width}%`} mb={14} />
      ))}
    </div>
  );
}

function groupWord(group: EventGroup): string {
  switch (group) {
    case 'changes':
      return t('live.kindChanges');
    case 'servers':
      return t('live.kindServers');
    case 'alerts':
      return t('live.kindAlerts');
    case 'people':
      return t('live.kindPeople');
    case 'sources':
      return t('live.kindSources');
    case 'raw':
      return t('live.kindRaw');
  }
}

function KindPicker({
  groups,
  onChange,
}: {
  groups: readonly EventGroup[];
  onChange: (groups: readonly EventGroup[]) => void;
}): ReactNode {
  return (
    <MultiSelect
      size="xs"
      w={150}
      aria-label={t('live.kindsOfEvents')}
      data={eventGroups.map((value) => ({ value, label: groupWord(value) }))}
      value={[...groups]}
      onChange={(values) => onChange(eventGroups.filter((group) => values.includes(group)))}
      classNames={{ pillsList: classes.pills, input: classes.kinds }}
      renderPill={() => null}
      placeholder={
        groups.length === eventGroups.length
          ? t('live.allKinds')
          : t('live.someKinds', { n: groups.length, total: eventGroups.length })
      }
    />
  );
}

/** Reads older pages until the feed reaches back to the start of the stretch. */
function useReadBack(events: EventsRead, stretch: Stretch | null): void {
  const { entries, more, readOlder } = events;
  const oldest = entries.at(-1);
  const wanted = stretch !== null && more && oldest !== undefined && Date.parse(oldest.event.at) > stretch.startMs;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that arrives asks for the one before it
  useEffect(() => {
    if (wanted) readOlder();
  }, [wanted, entries.length]);
}

function isWithin({ event }: JournalEntry, stretch: Stretch | null): boolean {
  if (stretch === null) return true;
  const ms = Date.parse(event.at);
  return stretch.startMs <= ms && ms <= stretch.endMs;
}

function matches(entry: JournalEntry, groups: readonly EventGroup[], filter: string): boolean {
  const words = wordsOf(entry.event);
  return groups.includes(words.group) && words.text.toLowerCase().includes(filter.trim().toLowerCase());
}
