import { Button } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import type { OwnMetric } from '../../../shared/contract/telemetry';
import type { ConsoleClient } from '../../bridge/client';
import { locale, t } from '../../language/language';
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
        {t('capacity.metricsOfItsOwnInCloudWatch')}
      </h2>
      <div className={classes.choice}>
        <p className={classes.dim}>
          {isOn
            ? t('capacity.publishedOnceAMinuteInThe', { namespace: value?.namespace ?? 'Tocsin' })
            : t('capacity.theConsoleCanPublishExecutionsLaunches')}{' '}
          {value?.cost}
        </p>
        <Button size="xs" variant="default" className={classes.fixed} onClick={() => turn(!isOn)}>
          {isOn ? t('capacity.switchOff') : t('capacity.switchOn')}
        </Button>
      </div>
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      {(value?.published ?? []).map(({ contextId: owner, at, items }) => (
        <div key={owner}>
          <p className={classes.dim}>
            <ContextTag contextId={owner} /> {t('capacity.published')} <Ago at={at} />
          </p>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('capacity.metric')}</th>
                <th scope="col">{t('capacity.of')}</th>
                <th scope="col" className={table.number}>
                  {t('capacity.value')}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={`${item.name} ${JSON.stringify(item.dimensions)}`}>
                  <td>{item.name}</td>
                  <td className={classes.dim}>{item.dimensions.Status ?? t('capacity.theWholeContext')}</td>
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
      return t('capacity.valuePerSecond', { value: value.toLocaleString(locale(), { maximumFractionDigits: 2 }) });
    case 'Count':
      return value.toLocaleString(locale());
  }
}
