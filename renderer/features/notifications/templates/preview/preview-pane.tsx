import { Select } from '@mantine/core';
import { type ReactNode, useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { NotificationDefaults } from '../../../../../shared/domain/notifications/defaults';
import type { NotificationEvent } from '../../../../../shared/domain/notifications/event';
import {
  allEventTypes,
  eventTypes,
  familyOf,
  type NotificationEventType,
} from '../../../../../shared/domain/notifications/event-types';
import { shippedLocales } from '../../../../../shared/domain/notifications/locale';
import { sampleEvent } from '../../../../../shared/domain/notifications/samples/sample-event';
import type { LimitUse, Template } from '../../../../../shared/domain/notifications/template';
import { previewTemplate } from '../../../../../shared/domain/templates/preview-template';
import type { ConsoleClient } from '../../../../bridge/client';
import { t } from '../../../../language/language';
import { usePage } from '../../../../store/page';
import { useAsked } from '../../../../store/use-asked';
import editing from '../../../../ui/editing/editing.module.css';
import { formatMoment } from '../../../../ui/format';
import { Scroll } from '../../../../ui/scroll';
import classes from '../templates.module.css';
import { MessagePreview } from './message-preview';

const PAST_MS = 30_000;

/** What the draft makes of an event, as its recipient sees it; made by the code that sends. */
export function PreviewPane({ draft, defaults }: { draft: Template; defaults: NotificationDefaults }): ReactNode {
  const [event, setEvent] = useState<NotificationEvent>(() => sampleEvent(firstOf(draft)));
  const [locale, setLocale] = useState<string>(draft.locale);
  const shown = useDeferredValue(draft);
  const preview = useMemo(() => previewTemplate(shown, event, locale, defaults), [shown, event, locale, defaults]);
  return (
    <section className={classes.preview} aria-label={t('notificationTemplates.preview')}>
      <div className={classes.head}>
        <EventChoice draft={draft} event={event} onChange={setEvent} />
        <Select
          size="xs"
          w={86}
          aria-label={t('notificationTemplates.languageOfThePreview')}
          allowDeselect={false}
          data={[...shippedLocales]}
          value={shippedLocales.find((one) => one === locale) ?? 'en'}
          onChange={(value) => setLocale(value ?? 'en')}
        />
      </div>
      <Limits limits={preview.limits} />
      <Scroll className={classes.previewBody}>
        {preview.rendered === null ? (
          <p className={editing.failed}>{preview.problems.at(-1)?.message ?? t('notificationTemplates.itCannotBeRendered')}</p>
        ) : (
          <MessagePreview rendered={preview.rendered} />
        )}
      </Scroll>
    </section>
  );
}

function firstOf({ event }: Template): NotificationEventType {
  const own = allEventTypes.filter((type) => familyOf(type) === event);
  return own.find((type) => type.includes('failed')) ?? own[0] ?? 'execution.failed';
}

interface EventChoiceProps {
  readonly draft: Template;
  readonly event: NotificationEvent;
  readonly onChange: (event: NotificationEvent) => void;
}

/** The sample of any event, or a real one of the history. */
function EventChoice({ draft, event, onChange }: EventChoiceProps): ReactNode {
  const { link } = usePage();
  const read = useCallback((client: ConsoleClient) => client.notifications.history({ limit: 30 }), []);
  const past = useAsked(read, PAST_MS).value?.items ?? [];
  const [chosen, setChosen] = useState<string>(event.type);
  const choose = async (value: string): Promise<void> => {
    setChosen(value);
    const type = allEventTypes.find((one) => one === value);
    if (type !== undefined) return onChange(sampleEvent(type));
    const client = link.client();
    if (client === null) return;
    const record = await client.notifications.delivery({ deliveryId: value }).catch(() => null);
    if (record !== null) onChange(record.event);
  };
  const family = allEventTypes.filter((type) => draft.event === 'any' || familyOf(type) === draft.event);
  return (
    <Select
      size="xs"
      className={editing.grow}
      aria-label={t('notificationTemplates.eventOfThePreview')}
      searchable
      allowDeselect={false}
      data={[
        { group: t('notificationTemplates.samples'), items: family.map((value) => ({ value, label: eventTypes[value].title })) },
        {
          group: t('notificationTemplates.whatHappenedHere'),
          items: past.map((one) => ({
            value: one.deliveryId,
            label: `${formatMoment(Date.parse(one.queuedAt))} ${one.eventTitle} (${one.carrier})`,
          })),
        },
      ]}
      value={chosen}
      onChange={(value) => value !== null && void choose(value)}
    />
  );
}

/** How much of the channel's limits the message uses, while it is being written. */
function Limits({ limits }: { limits: readonly LimitUse[] }): ReactNode {
  return (
    <ul className={classes.limits} aria-label={t('notificationTemplates.limitsOfTheChannel')}>
      {limits.map(({ what, used, limit, unit }) => (
        <li key={what} data-over={used > limit || undefined}>
          <span>{what}</span>
          <span className={classes.bar} aria-hidden="true">
            <span style={{ width: `${Math.min(100, (used / limit) * 100)}%` }} />
          </span>
          <span className={classes.used}>
            {t('notificationTemplates.usedOfLimit', {
              used,
              limit,
              unit,
            })}
            {used > limit ? t('notificationTemplates.tooLong') : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}
