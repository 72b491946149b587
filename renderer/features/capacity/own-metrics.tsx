import { Button } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import type { OwnMetric } from '../../../shared/contract/telemetry';
import type { ConsoleClient } from '../../bridge/client';
import { useConsole, useUi } from '../../store/page';
import { useAsked } from '../../store/use-asked';
import { useChangeSettings } from '../../store/use-settings';
import { ContextTag } from '../../ui/context-tag';
import { formatDuration } from '../../ui/format';
import table from '../../ui/plain-table.module.css';
import { Ago } from '../../ui/time';
import classes from './capacity-screen.module.css';
import { contextAsked } from './context-id';

const everyMs = 30_000;

/** What the console publishes of itself to CloudWatch, for alarms and dashboards there; off until somebody wants it. */
export function OwnMetrics(): ReactNode {
  const contextId = useUi((ui) => ui.contextId);
  const isOn = useConsole((data) => data.settings?.features['own-metrics'] ?? false);
  const change = useChangeSettings();
  const read = useCallback((client: ConsoleClient) => client.telemetry.ownMetrics(contextAsked(contextId)), [contextId]);
  const { value, problem } = useAsked(read, everyMs);
  const turn = (on: boolean): void => void change((now) => ({ ...now, features: { ...now.features, 'own-metrics': on } }));
  return (
    <section className={classes.own} aria-labelledby="own-metrics">
      <h2 id="own-metrics" className={classes.title}>
        Metrics of its own in CloudWatch
      </h2>
      <div className={classes.choice}>
        <p className={classes.dim}>
          {isOn
            ? `Published once a minute in the namespace ${value?.namespace ?? 'Tocsin'}, for alarms and dashboards in AWS.`
            : 'The console can publish executions, launches, lag and silence of sources once a minute, for alarms and dashboards in AWS.'}{' '}
          {value?.cost}
        </p>
        <Button size="xs" variant="default" className={classes.fixed} onClick={() => turn(!isOn)}>
          {isOn ? 'Switch off' : 'Switch on'}
        </Button>
      </div>
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      {(value?.published ?? []).map(({ contextId: owner, at, items }) => (
        <div key={owner}>
          <p className={classes.dim}>
            <ContextTag contextId={owner} /> published <Ago at={at} />
          </p>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Metric</th>
                <th scope="col">Of</th>
                <th scope="col" className={table.number}>
                  Value
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={`${item.name} ${JSON.stringify(item.dimensions)}`}>
                  <td>{item.name}</td>
                  <td className={classes.dim}>{item.dimensions.Status ?? 'the whole context'}</td>
                  <td className={table.number}>{wordsOf(item)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  );
}

function wordsOf({ value, unit }: OwnMetric): string {
  switch (unit) {
    case 'Seconds':
      return value === 0 ? '0 s' : formatDuration(value * 1000);
    case 'Count/Second':
      return `${value.toLocaleString('en', { maximumFractionDigits: 2 })} per second`;
    case 'Count':
      return value.toLocaleString('en');
  }
}
