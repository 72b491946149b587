import { IconList } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { z } from 'zod';
import type { JournalEntry } from '../../shared/domain/events';
import type { ConsoleClient } from '../bridge/client';
import { t } from '../language/language';
import { useConsole, useGo } from '../store/page';
import { useEvents } from '../store/use-events';
import { EventRow } from '../ui/event-row';
import { wordsOf } from '../ui/event-words';
import { Answered, Body } from './parts/body';
import { EntryDialog } from './parts/entry-dialog';
import { hasSwitch, mostField, mostSetting } from './parts/settings';
import { defineWidget, type Frame } from './widget';

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
  const entries = useMemo(
    () => feed.entries.filter(({ event }) => raw || wordsOf(event).group !== 'raw').slice(0, most),
    [feed.entries, raw, most],
  );
  return (
    <Answered
      frame={frame}
      read={{ loading: feed.state === 'loading', problem: feed.problem }}
      has={entries.length > 0}
      empty={t('widgets.eventsNone')}
      next={t('widgets.nothingRunsNext')}
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
