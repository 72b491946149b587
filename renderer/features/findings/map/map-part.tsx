import { SegmentedControl, Select } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import { FindingFamily } from '../../../../shared/domain/detection/finding';
import type { View } from '../../../../shared/domain/view';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { useUi, useView } from '../../../store/page';
import { useAsked } from '../../../store/use-asked';
import { EmptyState } from '../../../ui/empty-state';
import { DeviationGrid, type MapRow } from '../../../ui/findings/deviation-grid';
import { familyWords } from '../../../ui/findings/finding-words';
import { SeriesDialog } from '../../../ui/findings/series-dialog';
import { seriesName } from '../../../ui/findings/series-name';
import screen from '../../../ui/screen.module.css';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import { learningWords } from '../learning-words';
import list from '../list/list.module.css';
import { useReport } from '../use-report';

const EVERY_MS = 15_000;
const MOST = 500;
const spans = ['6', '24'] as const;
const noServers: View['servers'] = {};

/** Which series deviated when, over all that is watched: the worst first. */
export function MapPart(): ReactNode {
  const contextId = useUi((ui) => ui.contextId);
  const servers = useView((view) => view.servers, noServers);
  const [family, setFamily] = useState<FindingFamily | null>(null);
  const [span, setSpan] = useState<(typeof spans)[number]>('6');
  const [open, setOpen] = useState<MapRow | null>(null);
  const report = useReport().value;
  const read = useCallback(
    (client: ConsoleClient) =>
      client.findings.map({
        hours: Number(span),
        limit: MOST,
        ...(family === null ? {} : { family }),
        ...(contextId === null ? {} : { context: contextId }),
      }),
    [span, family, contextId],
  );
  const { value, problem } = useAsked(read, EVERY_MS);
  const watched = report?.families.filter(({ series }) => series > 0).map((one) => one.family) ?? [];
  return (
    <>
      <div className={`notOnPaper ${list.tools}`}>
        <Select
          size="xs"
          w={220}
          placeholder={t('findings.allFamilies')}
          aria-label={t('findings.allFamilies')}
          clearable
          clearButtonProps={{ 'aria-label': t('findings.showAll', { which: t('findings.allFamilies') }) }}
          data={watched.map((one) => ({ value: one, label: familyWords(one) }))}
          value={family}
          onChange={(one) => setFamily(FindingFamily.options.find((known) => known === one) ?? null)}
        />
        <SegmentedControl
          size="xs"
          data={spans.map((one) => ({ value: one, label: t('findings.hours', { count: Number(one) }) }))}
          value={span}
          onChange={(one) => setSpan(spans.find((known) => known === one) ?? '6')}
          aria-label={t('findings.howLong')}
        />
        <span className={list.space} />
        {value === null ? null : (
          <span className={list.dim}>
            {value.total > value.rows.length
              ? t('findings.worstOf', { shown: value.rows.length, count: value.total })
              : t('findings.seriesCount', { count: value.rows.length })}
          </span>
        )}
      </div>
      {problem === null ? null : (
        <p role="status" className={list.problem}>
          {t('findings.notRead', { why: problem })}
        </p>
      )}
      {value === null && problem === null ? (
        <div className={screen.skeleton}>
          <SkeletonRows rows={16} label={t('findings.readingMap')} />
        </div>
      ) : null}
      {value !== null && value.rows.length === 0 ? (
        <EmptyState text={t('findings.mapEmpty')} next={learningWords(report)} />
      ) : null}
      {value !== null && value.rows.length > 0 ? (
        <DeviationGrid map={value} label={t('findings.mapOf')} onOpen={setOpen} />
      ) : null}
      {open === null ? null : <SeriesDialog title={seriesName(open, servers)} series={open} onClose={() => setOpen(null)} />}
    </>
  );
}
