import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ChannelType } from '../../../../shared/domain/notifications/configuration';
import type { DeliverySummary } from '../../../../shared/domain/notifications/record';
import { t } from '../../../language/language';
import { useGo, usePage } from '../../../store/page';
import { refusalOf } from '../../../store/refusal';
import { meaningOf, ofDelivery } from '../../../ui/delivery-words';
import classes from '../../../ui/editing/editing.module.css';
import { StateMark } from '../../../ui/state-mark';
import type { ChannelPlace } from './draft';
import own from './settings.module.css';

interface TestChannelProps {
  readonly notificationId: string;
  readonly place: ChannelPlace;
  readonly type: ChannelType;
  readonly saved: boolean;
  readonly mayTest: boolean;
}

/** Sends a test through this channel and shows what became of it. */
export function TestChannel({ notificationId, place, type, saved, mayTest }: TestChannelProps): ReactNode {
  const { link } = usePage();
  const [running, setRunning] = useState(false);
  const [sent, setSent] = useState<readonly DeliverySummary[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const test = async (): Promise<void> => {
    const client = link.client();
    if (client === null) return;
    setRunning(true);
    setProblem(null);
    try {
      const { deliveries } = await client.notifications.test({
        notificationId,
        channelIndex: place.index,
        ...(place.step === 1 ? { escalation: true } : {}),
      });
      setSent(deliveries);
    } catch (error) {
      setProblem(refusalOf(error).message);
    } finally {
      setRunning(false);
    }
  };
  return (
    <div className={own.test}>
      <Button
        size="compact-sm"
        variant="default"
        loading={running}
        disabled={!saved || !mayTest}
        data-send-test
        title={saved ? undefined : t('notificationSettings.saveFirst')}
        onClick={() => void test()}
      >
        {t('notificationSettings.sendATest')}
      </Button>
      <div role="status" className={own.outcomes}>
        {mayTest ? null : <span className={classes.dim}>{t('notificationSettings.testNeedsAct')}</span>}
        {saved || !mayTest ? null : <span className={classes.dim}>{t('notificationSettings.saveFirst')}</span>}
        {problem === null ? null : <span className={classes.failed}>{problem}</span>}
        {sent.map((one) => (
          <Outcome key={one.deliveryId} delivery={one} type={type} />
        ))}
      </div>
    </div>
  );
}

function Outcome({ delivery, type }: { delivery: DeliverySummary; type: ChannelType }): ReactNode {
  const go = useGo();
  const { state, reason, destinationLabel, deliveryId } = delivery;
  const asks = type === 'TEAMS' && state === 'accepted';
  return (
    <span className={own.outcome}>
      <StateMark spoken={ofDelivery(state)} /> {destinationLabel}: {reason ?? meaningOf(state)}{' '}
      {asks ? <b>{t('notificationSettings.didYouSee')} </b> : null}
      <button
        type="button"
        className={own.linkButton}
        onClick={() => go({ screen: 'notifications', tab: 'history', id: deliveryId })}
      >
        {t('notificationSettings.testDetails')}
      </button>
    </span>
  );
}
