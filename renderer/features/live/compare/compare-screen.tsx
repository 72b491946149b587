import { SegmentedControl, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Execution, Participant } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { useGo, useNowMs, useView } from '../../../store/page';
import { allExecutions, participantsByExecution } from '../../../store/selectors';
import { EmptyState } from '../../../ui/empty-state';
import { formatMoment } from '../../../ui/format';
import { Screen } from '../../../ui/screen';
import screen from '../../../ui/screen.module.css';
import { ofExecution } from '../../../ui/tone';
import { BarPatterns } from '../timeline/patterns';
import { type Alignment, groupsOf, MOST, marks, type Side } from './aligned';
import classes from './compare.module.css';
import { CompareLanes } from './compare-lanes';
import { CompareTable } from './compare-table';
import { SideCard } from './side-card';

const none: readonly Execution[] = [];
const nobody: ReadonlyMap<string, readonly Participant[]> = new Map();

/** Two to four executions side by side: lane under lane, and figure beside figure. */
export function CompareScreen({ executionIds }: { executionIds: readonly string[] }): ReactNode {
  const go = useGo();
  const nowMs = useNowMs();
  const executions = useView((view) => allExecutions(view.executions), none);
  const participants = useView((view) => participantsByExecution(view.participants), nobody);
  const [alignment, setAlignment] = useState<Alignment>('start');
  const sides = executionIds.slice(0, MOST).flatMap((id, index): Side[] => {
    const execution = executions.find((one) => one.executionId === id);
    return execution === undefined
      ? []
      : [{ mark: marks[index] ?? '', execution, participants: participants.get(execution.executionId) ?? [] }];
  });
  const show = (ids: readonly string[]): void => go({ screen: 'live', executionId: null, compare: ids });
  const groups = groupsOf(sides, nowMs);
  const tools = (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('live.alignBy')}
        value={alignment}
        onChange={(value) => setAlignment(value === 'wave' ? 'wave' : 'start')}
        data={[
          { value: 'start', label: t('live.alignStart') },
          { value: 'wave', label: t('live.alignWave') },
        ]}
      />
      <AddExecution executions={executions} chosen={executionIds} onAdd={(id) => show([...executionIds, id])} />
    </>
  );
  return (
    <Screen title={t('live.compareTitle')} aside={sides.length} tools={tools}>
      <div className={screen.scroll}>
        <BarPatterns />
        <div className={classes.cards}>
          {sides.map((side) => (
            <SideCard
              key={side.execution.executionId}
              side={side}
              onRemove={() => show(executionIds.filter((id) => id !== side.execution.executionId))}
            />
          ))}
          {executionIds.length === sides.length ? null : <p className={classes.lost}>{t('live.someUnknown')}</p>}
        </div>
        {sides.length < 2 ? (
          <EmptyState text={t('live.compareMore')} next={t('live.compareMoreNext')} />
        ) : (
          <>
            <CompareLanes groups={groups} sides={sides} alignment={alignment} nowMs={nowMs} />
            <CompareTable groups={groups} sides={sides} nowMs={nowMs} />
          </>
        )}
      </div>
    </Screen>
  );
}

interface AddExecutionProps {
  readonly executions: readonly Execution[];
  readonly chosen: readonly string[];
  readonly onAdd: (executionId: string) => void;
}

/** Of the same plan first: those are what one mostly compares. */
function AddExecution({ executions, chosen, onAdd }: AddExecutionProps): ReactNode {
  const plans = new Set(executions.filter((one) => chosen.includes(one.executionId)).map((one) => one.planName));
  const open = executions
    .filter((one) => !chosen.includes(one.executionId))
    .sort((a, b) => Number(plans.has(b.planName)) - Number(plans.has(a.planName)));
  return (
    <Select
      size="xs"
      w={320}
      searchable
      value={null}
      limit={100}
      disabled={chosen.length >= MOST}
      placeholder={chosen.length >= MOST ? t('live.compareFull') : t('live.addExecution')}
      aria-label={t('live.addExecution')}
      nothingFoundMessage={t('live.noOtherExecution')}
      data={open.map((one) => ({ value: one.executionId, label: labelOf(one) }))}
      onChange={(id) => {
        if (id !== null) onAdd(id);
      }}
    />
  );
}

function labelOf(one: Execution): string {
  const began = one.startedAt === null ? t('live.notBegun') : formatMoment(Date.parse(one.startedAt));
  return `${one.planName} · ${began} · ${ofExecution(one.status).word}`;
}
