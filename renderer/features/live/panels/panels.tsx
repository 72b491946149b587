import { Tabs, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Forecast } from '../../../../shared/domain/prediction/forecast';
import type { Execution, Participant } from '../../../../shared/domain/view';
import { locale, t } from '../../../language/language';
import { useView } from '../../../store/page';
import { type LiveTab, liveTabs } from '../../../store/route';
import type { Expected } from '../expected';
import { ForecastPanel } from '../forecast/forecast-panel';
import { ServerTable } from '../server-table';
import { AlertsPanel } from './alerts-panel';
import { instancesOf, jobsOf, noticesOf } from './by-execution';
import { InstancesPanel } from './instances-panel';
import { JobsPanel } from './jobs-panel';
import classes from './panels.module.css';
import { PerformancePanel } from './performance-panel';
import { RecoveryPointPanel } from './recovery-point-panel';

export interface PanelsProps {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
  readonly expected: Expected | null;
  readonly forecast: Forecast | null;
  /** Those that had something to do in the stretch chosen on the timeline. */
  readonly shown: readonly Participant[];
  readonly selectedId: string | null;
  readonly tab: LiveTab;
  readonly onTab: (tab: LiveTab) => void;
  readonly onOpen: (participant: Participant) => void;
  readonly onWave: (waveNumber: number) => void;
}

/** Everything about the execution that is not the timeline, one part at a time. */
export function Panels(props: PanelsProps): ReactNode {
  const { execution, forecast, tab, onTab } = props;
  const [filter, setFilter] = useState('');
  return (
    <Tabs
      className={classes.tabs}
      value={tab}
      keepMounted={false}
      onChange={(value) => {
        const chosen = liveTabs.find((one) => one === value);
        if (chosen !== undefined) onTab(chosen);
      }}
    >
      <div className={classes.head}>
        <Tabs.List className={classes.list}>
          {liveTabs
            .filter((one) => one !== 'forecast' || one === tab || forecast !== null)
            .map((one) => (
              <Tabs.Tab key={one} value={one} className={classes.tab}>
                {titleOf(one)} <TabCount of={one} {...props} />
              </Tabs.Tab>
            ))}
        </Tabs.List>
        {tab === 'servers' ? (
          <TextInput
            size="xs"
            className={classes.filter}
            placeholder={t('live.filterServersHint')}
            aria-label={t('live.filterServers')}
            leftSection={<IconFilter size={14} />}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
        ) : null}
      </div>
      <Tabs.Panel value={tab} className={classes.panel} key={`${execution.executionId} ${tab}`}>
        <Panel {...props} filter={filter} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Panel({ filter, ...props }: PanelsProps & { filter: string }): ReactNode {
  const { execution, participants, expected, forecast, shown, selectedId, tab, onOpen, onWave } = props;
  switch (tab) {
    case 'servers':
      return (
        <ServerTable
          execution={execution}
          participants={shown}
          total={participants.length}
          filter={filter}
          selectedId={selectedId}
          onOpen={onOpen}
        />
      );
    case 'jobs':
      return <JobsPanel execution={execution} />;
    case 'instances':
      return <InstancesPanel execution={execution} participants={participants} />;
    case 'performance':
      return <PerformancePanel execution={execution} participants={participants} expected={expected} onOpen={onOpen} />;
    case 'recovery-point':
      return <RecoveryPointPanel execution={execution} forecast={forecast} participants={participants} onOpen={onOpen} />;
    case 'alerts':
      return <AlertsPanel execution={execution} />;
    case 'forecast':
      return <ForecastPanel forecast={forecast} participants={participants} onServer={onOpen} onWave={onWave} />;
  }
}

function titleOf(tab: LiveTab): string {
  switch (tab) {
    case 'servers':
      return t('live.tabServers');
    case 'jobs':
      return t('live.tabJobs');
    case 'instances':
      return t('live.tabInstances');
    case 'performance':
      return t('live.tabPerformance');
    case 'recovery-point':
      return t('live.tabRecoveryPoint');
    case 'alerts':
      return t('live.tabAlerts');
    case 'forecast':
      return t('forecast.title');
  }
}

function TabCount({ of, execution, forecast, participants }: PanelsProps & { of: LiveTab }): ReactNode {
  const { executionId } = execution;
  const jobs = useView((view) => jobsOf(view, executionId).length, 0);
  const instances = useView((view) => instancesOf(view, executionId).length, 0);
  const alerts = useView((view) => noticesOf(view, executionId).length, 0);
  const counts: Readonly<Record<LiveTab, number | null>> = {
    servers: participants.length,
    jobs,
    instances,
    performance: null,
    'recovery-point': null,
    alerts,
    forecast: forecast === null || forecast.warnings.length === 0 ? null : forecast.warnings.length,
  };
  const count = counts[of];
  return count === null ? null : <span className={classes.count}>{count.toLocaleString(locale())}</span>;
}
