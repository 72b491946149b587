import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ControlEvaluation, ControlResult } from '../../../../shared/domain/frameworks/evaluation';
import { t } from '../../../language/language';
import { EmptyState } from '../../../ui/empty-state';
import { filterRows } from '../../../ui/table/column';
import { DataTable } from '../../../ui/table/data-table';
import classes from '../compliance.module.css';
import { results } from '../words';
import { controlColumns } from './control-columns';

interface ControlTableProps {
  readonly controls: readonly ControlEvaluation[];
  readonly openId: string | null;
  readonly onOpen: (controlId: string) => void;
}

/** Controls of one framework, by result and by what is searched for. */
export function ControlTable({ controls, openId, onOpen }: ControlTableProps): ReactNode {
  const [shown, setShown] = useState<ControlResult | 'all'>('all');
  const [text, setText] = useState('');
  const columns = controlColumns();
  const chosen = controls.filter(({ result }) => shown === 'all' || result === shown);
  const rows = filterRows(chosen, columns, text);
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
      <div className={classes.table}>
        <DataTable
          label={t('compliance.controls')}
          rows={rows}
          columns={openId === null ? columns : columns.filter(({ id }) => narrow.has(id))}
          keyOf={({ controlId }) => controlId}
          onOpen={({ controlId }) => onOpen(controlId)}
          selectedKey={openId}
          toneOf={({ result }) => (result === 'not' ? 'failed' : null)}
          empty={<EmptyState text={t('compliance.noneShown')} next={t('compliance.noneShownNext')} />}
        />
      </div>
    </>
  );
}

/** What there is room for beside the panel. */
const narrow: ReadonlySet<string> = new Set(['id', 'title', 'result']);
