import { IconList } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { z } from 'zod';
import type { JournalEntry } from '../../shared/domain/events';
import type { ConsoleClient } from '../bridge/client';
import { t } from '../language/language';
import { Rich } from '../language/rich';
import { useConsole, useGo } from '../store/page';
import { useEvents } from '../store/use-events';
import { EventRow } from '../ui/event-row';
import { wordsOf } from '../ui/event-words';
import { Ago } from '../ui/time';
import { Answered, Body } from './parts/body';
import { EntryDialog } from './parts/entry-dialog';
import { periodWords } from './parts/period-words';
import { hasSwitch, mostField, mostSetting } from './parts/settings';
import { useEnds } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

/** Entries of the journal that are looked through for something to tell. */
const MOST_READ = 2_000;

const settings = z.object({ raw: hasSwitch(false), most: mostSetting(60) });

/** What happened, newest first; a click shows what is behind it. */
export const eventFeed = defineWidget({
  type: 'event-feed',
  title: 'widgets.eventFeed',
  text: 'widgets.eventFeedText',
  family: 'live',
  icon: IconList,
  size: { w: 9, h: 8, minW: 5, minH: 3 },
  settings,
  fields: [{ name: 'raw', kind: 'switch', label: 'widgets.fieldRaw', help: 'widgets.fieldRawHelp' }, mostField],
  Draw,
});

function Draw({ settings: { raw, most }, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const { contextId } = frame;
  const [opened, setOpened] = useState<JournalEntry | null>(null);
  const pulse = useConsole(({ held }) => held?.seq ?? 0);
  const read = useCallback(
    (client: ConsoleClient, limit: number, nextToken: string | undefined) =>
      client.world.events({
        limit,
        ...(contextId === null ? {} : { context: contextId }),
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    [contextId],
  );
  const feed = useEvents(`widget ${contextId ?? ''}`, pulse, read);
  const { fromMs, toMs } = useEnds(frame);
  const told = useMemo(() => feed.entries.filter(({ event }) => raw || wordsOf(event).group !== 'raw'), [feed.entries, raw]);
  const entries = useMemo(
    () => told.filter(({ event: { at } }) => Date.parse(at) >= fromMs && Date.parse(at) <= toMs).slice(0, most),
    [told, fromMs, toMs, most],
  );
  const last = told.find(({ event }) => Date.parse(event.at) < fromMs);
  const searching = told.length === 0 && feed.more && feed.entries.length < MOST_READ;
  // Newest entries that are all raw facts hide what was told before them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: reads on once for each page that came without anything to tell
  useEffect(() => {
    if (searching) feed.readOlder();
  }, [searching, feed.entries.length]);
  return (
    <Answered
      frame={frame}
      read={{ loading: feed.state === 'loading' || searching, problem: feed.problem }}
      has={entries.length > 0}
      empty={feed.entries.length === 0 ? t('widgets.eventsNone') : t('widgets.nothingIn', { period: periodWords(frame.range) })}
      next={
        last === undefined ? (
          t('widgets.nothingRunsNext')
        ) : (
          <Rich text={t('widgets.lastEvent')} parts={{ ago: () => <Ago at={last.event.at} /> }} />
        )
      }
    >
      <Body frame={frame} scroll>
        {entries.map((entry) => (
          <EventRow key={entry.seq} entry={entry} onOpen={setOpened} />
        ))}
        <EntryDialog
          entry={opened}
          onClose={() => setOpened(null)}
          onFollow={(executionId) => go({ screen: 'live', executionId })}
        />
      </Body>
    </Answered>
  );
}
