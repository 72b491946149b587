import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Finding } from '../../../../shared/domain/detection/finding';
import type { View } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { useGo, useUi, useView } from '../../../store/page';
import { EmptyState } from '../../../ui/empty-state';
import screen from '../../../ui/screen.module.css';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import { filterRows } from '../../../ui/table/column';
import { DataTable } from '../../../ui/table/data-table';
import { learningWords } from '../learning-words';
import { FindingPanel } from '../panel/finding-panel';
import { thresholdOf, useReport } from '../use-report';
import { type Chosen, Filters, isChosen, nothingChosen } from './filters';
import { findingColumns } from './finding-columns';
import classes from './list.module.css';
import { useFindings, useOneFinding } from './use-findings';

/** How many are read at first, and with each further step. */
const STEPS = [200, 500, 1_000] as const;
const noServers: View['servers'] = {};

/** Everything unusual: what lasts first, then what ended. */
export function FindingsList({ openId }: { openId: string | null }): ReactNode {
  const go = useGo();
  const contextId = useUi((ui) => ui.contextId);
  const servers = useView((view) => view.servers, noServers);
  const [step, setStep] = useState(0);
  const [chosen, setChosen] = useState<Chosen>(nothingChosen);
  const read = useFindings(STEPS[step] ?? STEPS[0]);
  const report = useReport().value;
  const columns = useMemo(
    () =>
      findingColumns({
        thresholdOf: (kind) => thresholdOf(report, kind),
        serverName: (id) => servers[id]?.name ?? id,
      }),
    [report, servers],
  );
  // What is about no context of AWS is about the console itself, and shown with each.
  const all = (read.findings ?? []).filter((one) => contextId === null || one.contextId === null || one.contextId === contextId);
  const rows = filterRows(
    all.filter((one) => isChosen(one, chosen)),
    columns,
    chosen.text,
  );
  const known = all.find(({ findingId }) => findingId === openId) ?? null;
  const asked = useOneFinding(known === null ? openId : null);
  const open = known ?? asked.value;
  const openOne = useCallback(({ findingId }: Finding) => go({ screen: 'findings', tab: 'list', id: findingId }), [go]);
  const again = (): void => {
    read.again();
    asked.again();
  };
  return (
    <>
      <Filters all={all} chosen={chosen} onChoose={setChosen} serverName={(id) => servers[id]?.name ?? id} />
      {read.problem === null && (openId === null || open !== null || asked.problem === null) ? null : (
        <p role="status" className={classes.problem}>
          {t('findings.notRead', { why: read.problem ?? asked.problem ?? '' })}
        </p>
      )}
      {read.findings === null && read.problem === null ? (
        <div className={screen.skeleton}>
          <SkeletonRows rows={14} label={t('findings.reading')} />
        </div>
      ) : (
        <div className={open === null ? screen.only : screen.split}>
          <div className={classes.beside}>
            <DataTable
              label={t('findings.table')}
              rows={rows}
              columns={open === null ? columns : columns.filter(({ id }) => narrow.has(id))}
              keyOf={keyOf}
              onOpen={openOne}
              selectedKey={openId}
              toneOf={toneOf}
              empty={
                all.length > 0 ? (
                  <EmptyState text={t('findings.noneOfKind')} next={t('findings.noneOfKindNext')} />
                ) : (
                  <EmptyState text={t('findings.none')} next={learningWords(report)} />
                )
              }
            />
            {read.more ? (
              <div className={classes.foot}>
                {t('findings.newestShown', { count: all.length })}
                {step < STEPS.length - 1 ? (
                  <Button size="compact-xs" variant="default" onClick={() => setStep(step + 1)}>
                    {t('findings.showOlder')}
                  </Button>
                ) : null}
              </div>
            ) : null}
          </div>
          {open === null ? null : (
            <FindingPanel
              key={open.findingId}
              finding={open}
              report={report}
              again={again}
              onClose={() => go({ screen: 'findings', tab: 'list', id: null })}
            />
          )}
        </div>
      )}
    </>
  );
}

/** What there is room for beside the evidence. */
const narrow: ReadonlySet<string> = new Set(['severity', 'state', 'what', 'since', 'usual', 'policy']);
const keyOf = ({ findingId }: Finding): string => findingId;
const toneOf = (one: Finding): 'failed' | 'waiting' | null => {
  if (one.endedAt !== null || !one.policy.alerts) return null;
  return one.severity === 'CRITICAL' ? 'failed' : one.severity === 'HIGH' ? 'waiting' : null;
};
