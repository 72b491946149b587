import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useGo } from '../../store/page';
import { type TrainingTab, trainingTabs } from '../../store/route';
import { useAsked } from '../../store/use-asked';
import { Screen } from '../../ui/screen';
import { Scroll } from '../../ui/scroll';
import { Exercises } from './exercises';
import { FaultBoard } from './fault-board';
import { RealConsole } from './real-console';
import { Reports } from './reports';
import { Scenarios } from './scenarios';
import classes from './training.module.css';

const EVERY_MS = 5_000;

/** Practice without consequences: exercises, scenarios to choose, faults to switch, and what came of it. */
export function TrainingScreen({ tab }: { tab: TrainingTab }): ReactNode {
  const go = useGo();
  const read = useCallback((client: ConsoleClient) => client.training.scenarios({}), []);
  const places = useAsked(read, EVERY_MS);
  const value = places.value;
  return (
    <Screen
      title={t('training.title')}
      tools={
        <SegmentedControl
          size="xs"
          data={trainingTabs.map((one) => ({ value: one, label: t(`training.tab:${one}`) }))}
          value={tab}
          onChange={(chosen) => go({ screen: 'training', tab: trainingTabs.find((one) => one === chosen) ?? 'exercises' })}
          aria-label={t('training.whichPart')}
        />
      }
    >
      <Scroll className={classes.body}>
        {places.problem === null ? null : <p className={classes.problem}>{places.problem}</p>}
        {value !== null && !value.here && tab !== 'reports' ? <RealConsole places={value} /> : null}
        {tab === 'exercises' ? <Exercises startable={value?.here === true} /> : null}
        {tab === 'scenarios' && value?.here === true ? <Scenarios places={value} /> : null}
        {tab === 'faults' && value?.here === true ? <FaultBoard faults={value.faults} again={places.again} /> : null}
        {tab === 'reports' ? <Reports /> : null}
      </Scroll>
    </Screen>
  );
}
