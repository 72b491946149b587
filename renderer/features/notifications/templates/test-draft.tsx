import { Button, Select } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import type { DeliveryRecord } from '../../../../shared/domain/notifications/record';
import type { Template } from '../../../../shared/domain/notifications/template';
import { t } from '../../../language/language';
import { usePage } from '../../../store/page';
import { refusalOf } from '../../../store/refusal';
import { meaningOf, ofDelivery } from '../../../ui/delivery-words';
import editing from '../../../ui/editing/editing.module.css';
import { StateMark } from '../../../ui/state-mark';
import settings from '../settings/settings.module.css';
import { channelsFor } from './format-words';

/** Sends what is being written through a channel that is set up, marked as a test. */
export function TestDraft({
  draft,
  settings: held,
  disabled,
}: {
  draft: Template;
  settings: NotificationSettings;
  disabled: boolean;
}): ReactNode {
  const { link } = usePage();
  const choices = useMemo(
    () =>
      held.Notifications.flatMap((one) =>
        one.Channels.flatMap((channel, index) =>
          channel.Type === channelsFor[draft.format]
            ? [
                {
                  value: `${one.NotificationId}/${index}`,
                  label: t('notificationTemplates.channelOf', { name: one.Name, n: index + 1 }),
                },
              ]
            : [],
        ),
      ),
    [held, draft.format],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const [running, setRunning] = useState(false);
  const [sent, setSent] = useState<DeliveryRecord | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const through = chosen ?? choices[0]?.value ?? null;
  const send = async (): Promise<void> => {
    const client = link.client();
    if (client === null || through === null) return;
    const slash = through.lastIndexOf('/');
    setRunning(true);
    setProblem(null);
    try {
      setSent(
        await client.notifications.templates.test({
          template: draft,
          notificationId: through.slice(0, slash),
          channelIndex: Number(through.slice(slash + 1)),
        }),
      );
    } catch (error) {
      setProblem(refusalOf(error).message);
    } finally {
      setRunning(false);
    }
  };
  if (choices.length === 0)
    return <p className={editing.dim}>{t('notificationTemplates.toSendItSetUp', { type: channelsFor[draft.format] })}</p>;
  return (
    <div className={settings.test}>
      <Select
        size="xs"
        w={260}
        aria-label={t('notificationTemplates.sendThrough')}
        allowDeselect={false}
        data={choices}
        value={through}
        onChange={setChosen}
      />
      <Button size="xs" variant="default" loading={running} disabled={disabled} onClick={() => void send()}>
        {t('notificationTemplates.sendATest')}
      </Button>
      <div className={settings.outcomes} role="status">
        {problem === null ? null : <span className={editing.failed}>{problem}</span>}
        {sent === null ? null : (
          <span className={settings.outcome}>
            <StateMark spoken={ofDelivery(sent.state)} /> {sent.destinationLabel}: {sent.reason ?? meaningOf(sent.state)}
          </span>
        )}
      </div>
    </div>
  );
}
