import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { ServiceLevel as Level, Share } from '../../../../shared/domain/notifications/record';
import { instantOf } from '../../../../shared/domain/primitives';
import type { ConsoleClient } from '../../../bridge/client';
import { locale, t } from '../../../language/language';
import { engineNowMs } from '../../../store/engine-clock';
import { usePage } from '../../../store/page';
import { useAsked } from '../../../store/use-asked';
import { carrierWord } from '../../../ui/delivery-words';
import { EmptyState } from '../../../ui/empty-state';
import table from '../../../ui/plain-table.module.css';
import { StateMark } from '../../../ui/state-mark';
import { latencyText } from '../history/history-columns';
import classes from '../notifications.module.css';

const EVERY_MS = 10_000;
const periods = [
  {
    value: '24',
    get label() {
      return t('notifications.lastDay');
    },
  },
  {
    value: '168',
    get label() {
      return t('notifications.lastWeek');
    },
  },
  {
    value: '720',
    get label() {
      return t('notifications.last30Days');
    },
  },
];

/** How well notifying went: each figure with its goal, what it is made of, and its definition. */
export function ServiceLevel(): ReactNode {
  const { store, ticker } = usePage();
  const [hours, setHours] = useState('24');
  const read = useCallback(
    (client: ConsoleClient) => {
      const { held, aheadMs } = store.getState();
      const engine = held?.view.engine.engine;
      const now = engine === undefined ? ticker.nowMs() : engineNowMs(engine.clock, ticker.nowMs(), aheadMs ?? 0);
      return client.notifications.serviceLevel({ from: instantOf(now - Number(hours) * 3_600_000) });
    },
    [hours, store, ticker],
  );
  const { value, problem } = useAsked(read, EVERY_MS);
  if (value === null)
    return problem === null ? null : <EmptyState text={t('notifications.theFiguresCouldNotBeRead', { problem })} />;
  return (
    <div className={classes.page}>
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      <SegmentedControl
        size="xs"
        data={periods}
        value={hours}
        onChange={setHours}
        aria-label={t('notifications.period')}
        className={classes.start}
      />
      <Figures level={value} />
      <ByCarrier level={value} />
    </div>
  );
}

function Figures({ level }: { level: Level }): ReactNode {
  const { latencyMs } = level;
  return (
    <ul className={classes.cards}>
      <ShareCard
        title={t('notifications.delivered')}
        share={level.delivered}
        text={t('notifications.ofAllThatEndedAcceptedOr')}
      />
      <ShareCard
        title={t('notifications.criticalEscalationsThatReachedAPerson')}
        share={level.escalationsReached}
        text={t('notifications.criticalAlertsThatSomebodyAcknowledgedOr')}
      />
      <ShareCard
        title={t('notifications.consoleAvailable')}
        share={level.availability}
        unit="seconds"
        text={t('notifications.timeThisConsoleWatchedOfThe')}
      />
      <li className={classes.card}>
        <h2 className={classes.cardTitle}>{t('notifications.fromEventToAccepted')}</h2>
        <p className={classes.figure}>{latencyMs.p50 === null ? '–' : latencyText(latencyMs.p50)}</p>
        <p className={classes.dim}>
          {latencyMs.p99 === null
            ? t('notifications.nothingWasDeliveredYet')
            : t('notifications.halfOfThem99Of100', { p99: latencyText(latencyMs.p99) })}
        </p>
      </li>
      <li className={classes.card}>
        <h2 className={classes.cardTitle}>{t('notifications.matchedByNoConfiguration')}</h2>
        <p className={classes.figure}>{level.unmatched.toLocaleString(locale())}</p>
        <p className={classes.dim}>{t('notifications.eventsThatNobodyWasToldOf')}</p>
      </li>
    </ul>
  );
}

function ShareCard({ title, share, text, unit }: { title: string; share: Share; text: string; unit?: string }): ReactNode {
  const short = share.share !== null && share.share < share.goal;
  return (
    <li className={classes.card}>
      <h2 className={classes.cardTitle}>{title}</h2>
      <p className={classes.figure}>{share.share === null ? '–' : percent(share.share)}</p>
      <StateMark
        spoken={
          share.share === null
            ? { tone: 'unknown', word: t('notifications.nothingCountedYet') }
            : short
              ? { tone: 'failed', word: t('notifications.belowTheGoalOfGoal', { goal: percent(share.goal) }) }
              : { tone: 'succeeded', word: t('notifications.goalGoalMet', { goal: percent(share.goal) }) }
        }
      />
      <p className={classes.dim}>
        {t('notifications.goodOfAll', { good: share.good, all: share.all })}
        {unit === undefined ? '' : ` ${unit}`}. {text}
      </p>
    </li>
  );
}

function ByCarrier({ level }: { level: Level }): ReactNode {
  if (level.byCarrier.length === 0) return <EmptyState text={t('notifications.nothingWasSentInThisPeriod')} />;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('notifications.channel')}</th>
          <th scope="col">{t('notifications.state')}</th>
          <th scope="col" className={table.number}>
            {t('notifications.delivered')}
          </th>
          <th scope="col" className={table.number}>
            {t('notifications.failed')}
          </th>
          <th scope="col" className={table.number}>
            {t('notifications.waiting')}
          </th>
          <th scope="col" className={table.number}>
            p50
          </th>
          <th scope="col" className={table.number}>
            p99
          </th>
        </tr>
      </thead>
      <tbody>
        {level.byCarrier.map((one) => (
          <tr key={one.carrier}>
            <td>{carrierWord(one.carrier)}</td>
            <td className={classes.reason}>
              <StateMark
                spoken={
                  one.trouble === null
                    ? { tone: 'succeeded', word: t('notifications.inOrder') }
                    : { tone: 'failed', word: one.trouble }
                }
              />
            </td>
            <td className={table.number}>{one.delivered.toLocaleString(locale())}</td>
            <td className={table.number}>{one.failed.toLocaleString(locale())}</td>
            <td className={table.number}>{one.waiting.toLocaleString(locale())}</td>
            <td className={table.number}>{one.p50Ms === null ? '–' : latencyText(one.p50Ms)}</td>
            <td className={table.number}>{one.p99Ms === null ? '–' : latencyText(one.p99Ms)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Two digits after the point where they decide: 99.93 %. */
function percent(share: number): string {
  const value = share * 100;
  return `${value === 100 ? '100' : value.toFixed(value > 99 ? 2 : 1)} %`;
}
