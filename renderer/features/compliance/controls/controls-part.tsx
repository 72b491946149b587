import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ControlEvaluation, ControlResult } from '../../../../shared/domain/frameworks/evaluation';
import { t } from '../../../language/language';
import { useGo } from '../../../store/page';
import { EmptyState } from '../../../ui/empty-state';
import screen from '../../../ui/screen.module.css';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import { filterRows } from '../../../ui/table/column';
import { DataTable } from '../../../ui/table/data-table';
import classes from '../compliance.module.css';
import { ControlPanel } from '../panel/control-panel';
import { useEvaluations, type useFrameworks } from '../use-frameworks';
import { results } from '../words';
import { controlColumns } from './control-columns';
import { FrameworkCards } from './framework-cards';
import { FrameworkHead } from './framework-head';

interface ControlsPartProps {
  readonly id: string | null;
  readonly period: string;
  readonly frameworks: ReturnType<typeof useFrameworks>;
}

/** Every framework with its totals; of the chosen one, its controls. */
export function ControlsPart({ id, period, frameworks }: ControlsPartProps): ReactNode {
  const go = useGo();
  const listed = (frameworks.value ?? []).filter(({ problems }) => problems.length === 0);
  const evaluations = useEvaluations(
    listed.map(({ frameworkId }) => frameworkId),
    period,
  );
  const [wantedId = '', ...rest] = (id ?? '').split(':');
  const controlId = rest.length === 0 ? null : rest.join(':');
  const chosen = listed.find(({ frameworkId }) => frameworkId === wantedId) ?? listed[0];
  const evaluated = chosen === undefined ? undefined : evaluations.value?.[chosen.frameworkId];
  const problem = frameworks.problem ?? evaluations.problem ?? (evaluated?.ok === false ? evaluated.problem : null);
  return (
    <>
      {problem === null ? null : (
        <p role="status" className={classes.problem}>
          {t('compliance.notRead', { why: problem })}
        </p>
      )}
      <FrameworkCards
        frameworks={listed}
        evaluations={evaluations.value ?? {}}
        chosenId={chosen?.frameworkId ?? null}
        onChoose={(frameworkId) => go({ screen: 'compliance', tab: 'controls', id: frameworkId })}
      />
      {chosen === undefined || evaluated?.ok !== true ? (
        problem === null ? (
          <div className={screen.skeleton}>
            <SkeletonRows rows={12} label={t('compliance.reading')} />
          </div>
        ) : null
      ) : (
        <>
          <FrameworkHead listed={chosen} evaluation={evaluated.value} />
          <Controls
            key={chosen.frameworkId}
            controls={evaluated.value.controls}
            openId={controlId}
            onOpen={(open) =>
              go({ screen: 'compliance', tab: 'controls', id: `${chosen.frameworkId}${open === null ? '' : `:${open}`}` })
            }
            panelOf={(control, onClose) => (
              <ControlPanel
                key={control.controlId}
                frameworkId={chosen.frameworkId}
                control={control}
                again={evaluations.again}
                onClose={onClose}
              />
            )}
          />
        </>
      )}
    </>
  );
}

interface ControlsProps {
  readonly controls: readonly ControlEvaluation[];
  readonly openId: string | null;
  readonly onOpen: (controlId: string | null) => void;
  readonly panelOf: (control: ControlEvaluation, onClose: () => void) => ReactNode;
}

function Controls({ controls, openId, onOpen, panelOf }: ControlsProps): ReactNode {
  const [shown, setShown] = useState<ControlResult | 'all'>('all');
  const [text, setText] = useState('');
  const open = controls.find((one) => one.controlId === openId) ?? null;
  const columns = controlColumns();
  const rows = filterRows(
    controls.filter(({ result }) => shown === 'all' || result === shown),
    columns,
    text,
  );
  return (
    <>
      <div className={`notOnPaper ${classes.tools}`}>
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={(value) => setShown(results.find((one) => one === value) ?? 'all')}
          aria-label={t('compliance.whichResults')}
          data={[
            { value: 'all', label: t('compliance.showAll', { n: controls.length }) },
            ...results.map((value) => ({
              value,
              label: t('compliance.showResult', {
                result: t(`compliance.result:${value}`),
                n: controls.filter(({ result }) => result === value).length,
              }),
            })),
          ]}
        />
        <TextInput
          size="xs"
          className={classes.search ?? ''}
          leftSection={<IconSearch size={14} />}
          placeholder={t('compliance.search')}
          aria-label={t('compliance.search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div className={open === null ? screen.only : classes.split}>
        <DataTable
          label={t('compliance.controls')}
          rows={rows}
          columns={open === null ? columns : columns.filter(({ id }) => narrow.has(id))}
          keyOf={({ controlId }) => controlId}
          onOpen={({ controlId }) => onOpen(controlId)}
          selectedKey={openId}
          toneOf={({ result }) => (result === 'not' ? 'failed' : null)}
          empty={<EmptyState text={t('compliance.noneShown')} next={t('compliance.noneShownNext')} />}
        />
        {open === null ? null : panelOf(open, () => onOpen(null))}
      </div>
    </>
  );
}

/** What there is room for beside the panel. */
const narrow: ReadonlySet<string> = new Set(['id', 'title', 'result']);
