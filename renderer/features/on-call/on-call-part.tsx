import { type ReactNode, useCallback } from 'react';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useAsked } from '../../store/use-asked';
import { useDocument } from '../../store/use-document';
import { useRole } from '../../store/use-role';
import { EmptyState } from '../../ui/empty-state';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { NowTab } from './now/now-tab';
import { onCallDocument } from './on-call-document';
import { PeopleTab } from './people/people-tab';
import { PoliciesTab } from './policies/policies-tab';
import type { ChannelChoice } from './policies/target-select';
import { SchedulesTab } from './schedules/schedules-tab';

export type OnCallPartName = 'on-call' | 'schedules' | 'people' | 'policies';

interface OnCallPartProps {
  readonly part: OnCallPartName;
  readonly id: string | null;
  readonly onOpen: (id: string | null) => void;
}

const CHANNELS_MS = 60_000;

/** Who is asked to act, when, and who next. */
export function OnCallPart({ part, id, onOpen }: OnCallPartProps): ReactNode {
  const store = useDocument(onCallDocument);
  const role = useRole();
  const channels = useChannels();
  const readOnly = role !== null && role !== 'admin';
  const mayAct = role !== 'view';
  if (store.held === null)
    return store.problem === null ? (
      <SkeletonRows rows={12} label={t('onCall.reading')} />
    ) : (
      <EmptyState text={t('onCall.couldNotBeRead', { problem: store.problem })} next={t('onCall.triedAgain')} />
    );
  const common = { store, id, readOnly, onOpen };
  switch (part) {
    case 'on-call':
      return <NowTab store={store} readOnly={readOnly} mayAct={mayAct} />;
    case 'schedules':
      return <SchedulesTab {...common} mayAct={mayAct} />;
    case 'people':
      return <PeopleTab {...common} />;
    case 'policies':
      return <PoliciesTab {...common} channels={channels} />;
  }
}

/** Channels of notification configurations, by what people call them. */
function useChannels(): readonly ChannelChoice[] {
  const read = useCallback(async (client: ConsoleClient): Promise<readonly ChannelChoice[]> => {
    const { body } = await client.notifications.settings.get({});
    return body.Notifications.flatMap(({ NotificationId, Name, Channels }) =>
      Channels.map(({ Type }, channelIndex) => ({ notificationId: NotificationId, channelIndex, name: `${Name}: ${Type}` })),
    );
  }, []);
  return useAsked(read, CHANNELS_MS).value ?? [];
}
