import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import { instantOf } from '../../../../shared/domain/primitives';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { usePage } from '../../../store/page';
import { useAsked } from '../../../store/use-asked';
import { AlertTabs } from '../../../ui/alert-tabs';
import { EmptyState } from '../../../ui/empty-state';
import { Screen } from '../../../ui/screen';
import screen from '../../../ui/screen.module.css';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import classes from './trends.module.css';
import { TrendsView } from './trends-view';

const days = [1, 7, 30, 90] as const;
type Days = `${(typeof days)[number]}`;
const DAY_S = 86_400;
const EVERY_MS = 60_000;

/** How alerts and incidents went: what comes again, what is noise, what people did about it, what drills mended. */
export function TrendsScreen(): ReactNode {
  const [range, setRange] = useState<Days>('30');
  const { value, problem } = useTrends(Number(range));
  return (
    <Screen title={t('alerts.title')} tools={<AlertTabs tab="trends" />}>
      <div className={`notOnPaper ${classes.tools}`}>
        <SegmentedControl
          size="xs"
          value={range}
          onChange={setRange}
          aria-label={t('incidents.trendsRange')}
          data={days.map((count) => ({ value: `${count}` as const, label: t('incidents.lastDays', { count }) }))}
        />
      </div>
      {problem === null ? null : (
        <p role="status" className={classes.problem}>
          {t('incidents.trendsNotRead', { why: problem })}
        </p>
      )}
      {value === null ? (
        problem === null ? (
          <div className={screen.skeleton}>
            <SkeletonRows rows={12} />
          </div>
        ) : null
      ) : value.points.every(({ alerts, incidents }) => alerts === 0 && incidents === 0) ? (
        <EmptyState text={t('incidents.trendsNone')} next={t('incidents.trendsNoneNext')} />
      ) : (
        <TrendsView trends={value} />
      )}
    </Screen>
  );
}

function useTrends(count: number) {
  const { store } = usePage();
  const read = useCallback(
    (client: ConsoleClient) => {
      const now = store.getState().held?.view.engine.engine?.clock.now;
      const stepSeconds = count === 1 ? 3_600 : DAY_S;
      if (now === undefined) return client.incidentTrends.get({ stepSeconds });
      return client.incidentTrends.get({ from: instantOf(Date.parse(now) - count * DAY_S * 1_000), stepSeconds });
    },
    [count, store],
  );
  return useAsked(read, EVERY_MS);
}
