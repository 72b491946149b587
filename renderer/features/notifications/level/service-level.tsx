import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { ServiceLevel as Level, Share } from '../../../../shared/domain/notifications/record';
import { instantOf } from '../../../../shared/domain/primitives';
import type { ConsoleClient } from '../../../bridge/client';
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
  { value: '24', label: 'Last day' },
  { value: '168', label: 'Last week' },
  { value: '720', label: 'Last 30 days' },
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
  if (value === null) return problem === null ? null : <EmptyState text={`The figures could not be read: ${problem}`} />;
  return (
    <div className={classes.page}>
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      <SegmentedControl
        size="xs"
        data={periods}
        value={hours}
        onChange={setHours}
        aria-label="Period"
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
        title="Delivered"
        share={level.delivered}
        text="Of all that ended: accepted or proven delivered. What was suppressed on purpose is not counted."
      />
      <ShareCard
        title="Critical escalations that reached a person"
        share={level.escalationsReached}
        text="Critical alerts that somebody acknowledged, or whose delivery is proven, in time."
      />
      <ShareCard
        title="Console available"
        share={level.availability}
        unit="seconds"
        text="Time this console watched, of the time since it first did in this period."
      />
      <li className={classes.card}>
        <h2 className={classes.cardTitle}>From event to accepted</h2>
        <p className={classes.figure}>{latencyMs.p50 === null ? '–' : latencyText(latencyMs.p50)}</p>
        <p className={classes.dim}>
          {latencyMs.p99 === null
            ? 'Nothing was delivered yet.'
            : `Half of them; 99 of 100 within ${latencyText(latencyMs.p99)}.`}
        </p>
      </li>
      <li className={classes.card}>
        <h2 className={classes.cardTitle}>Matched by no configuration</h2>
        <p className={classes.figure}>{level.unmatched.toLocaleString('en')}</p>
        <p className={classes.dim}>Events that nobody was told of, because nobody asked to be.</p>
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
            ? { tone: 'unknown', word: 'Nothing counted yet' }
            : short
              ? { tone: 'failed', word: `Below the goal of ${percent(share.goal)}` }
              : { tone: 'succeeded', word: `Goal ${percent(share.goal)} met` }
        }
      />
      <p className={classes.dim}>
        {share.good.toLocaleString('en')} of {share.all.toLocaleString('en')}
        {unit === undefined ? '' : ` ${unit}`}. {text}
      </p>
    </li>
  );
}

function ByCarrier({ level }: { level: Level }): ReactNode {
  if (level.byCarrier.length === 0) return <EmptyState text="Nothing was sent in this period." />;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Channel</th>
          <th scope="col">State</th>
          <th scope="col" className={table.number}>
            Delivered
          </th>
          <th scope="col" className={table.number}>
            Failed
          </th>
          <th scope="col" className={table.number}>
            Waiting
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
                spoken={one.trouble === null ? { tone: 'succeeded', word: 'In order' } : { tone: 'failed', word: one.trouble }}
              />
            </td>
            <td className={table.number}>{one.delivered.toLocaleString('en')}</td>
            <td className={table.number}>{one.failed.toLocaleString('en')}</td>
            <td className={table.number}>{one.waiting.toLocaleString('en')}</td>
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
