import { Button, Switch } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { DetectionReport } from '../../../../shared/contract/findings';
import type { DetectionSettings } from '../../../../shared/domain/detection/settings';
import { scoreWords } from '../../../charts/expected-tools';
import { plain } from '../../../charts/value-words';
import { t } from '../../../language/language';
import { useAskBeforeLeaving } from '../../../store/use-ask-before-leaving';
import { tell } from '../../../store/use-command';
import { useDocument } from '../../../store/use-document';
import { useRole } from '../../../store/use-role';
import { EmptyState } from '../../../ui/empty-state';
import { ForecastRecordCard } from '../../../ui/forecast/record-card';
import { formatBytes, formatNumber } from '../../../ui/format';
import screen from '../../../ui/screen.module.css';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import { learningWords } from '../learning-words';
import { useReport } from '../use-report';
import { Days } from './days';
import {
  type Changes,
  detectionDocument,
  hasChanges,
  nothingChanged,
  policyOf,
  withChanges,
  withoutSensitivity,
} from './detection-document';
import classes from './detector.module.css';
import { FamiliesTable } from './families-table';
import { KindsTable } from './kinds-table';

/** How the detector did lately, what becomes an alert, and how readily findings of each kind are made. */
export function DetectorPage(): ReactNode {
  const asked = useReport();
  const store = useDocument(detectionDocument);
  const role = useRole();
  const readOnly = role !== 'admin' && role !== 'act';
  const [changes, setChanges] = useState<Changes>(nothingChanged);
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const dirty = hasChanges(changes);
  useAskBeforeLeaving(dirty);
  const report = asked.value;
  const { held } = store;
  if (report === null || held === null) {
    const problem = asked.problem ?? store.problem;
    return problem === null ? (
      <div className={screen.skeleton}>
        <SkeletonRows rows={14} label={t('findings.readingReport')} />
      </div>
    ) : (
      <EmptyState text={t('findings.notRead', { why: problem })} next={t('findings.triedAgain')} />
    );
  }
  /** Lays a change over the newest settings; once more where somebody saved in between. */
  const put = async (change: (now: DetectionSettings) => DetectionSettings): Promise<boolean> => {
    setSaving(true);
    let why = await store.save(held, change(held.value));
    if (why?.conflict === true) {
      const newest = await store.again();
      if (newest !== null) why = await store.save(newest, change(newest.value));
    }
    setSaving(false);
    setRefused(why?.message ?? null);
    if (why === null) asked.again();
    return why === null;
  };
  const save = async (): Promise<void> => {
    if (!(await put((now) => withChanges(now, changes)))) return;
    setChanges(nothingChanged);
    tell(t('findings.saved'));
  };
  const isOn = changes.isOn ?? held.value.isOn;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className={screen.scroll} tabIndex={0}>
      <div className={classes.page}>
        {asked.problem === null ? null : <p className={classes.trouble}>{t('findings.notRead', { why: asked.problem })}</p>}
        {report.trouble === null ? null : (
          <p role="status" className={classes.trouble}>
            {report.trouble}
          </p>
        )}
        <Totals report={report} />
        <div className={classes.switches}>
          <Switch
            size="xs"
            label={t('findings.watchAll')}
            checked={isOn}
            disabled={readOnly}
            onChange={(event) => setChanges({ ...changes, isOn: event.currentTarget.checked })}
          />
          <Switch
            size="xs"
            label={t('findings.learnsFromFeedback')}
            checked={changes.learnsFromFeedback ?? held.value.learnsFromFeedback}
            disabled={readOnly}
            onChange={(event) => setChanges({ ...changes, learnsFromFeedback: event.currentTarget.checked })}
          />
          {readOnly ? <p className={classes.dim}>{t('findings.mayNotChange')}</p> : null}
        </div>
        <Days days={report.days} />
        <FamiliesTable
          families={report.families}
          policyOf={(one) => policyOf(one, changes, held.value)}
          readOnly={readOnly || !isOn}
          onChange={(policy) => setChanges({ ...changes, policies: { ...changes.policies, [policy.family]: policy } })}
        />
        <KindsTable
          kinds={report.kinds}
          readOnly={readOnly || saving}
          onReset={(kind) => void put((now) => withoutSensitivity(now, kind))}
        />
        <ForecastRecordCard />
        {dirty || refused !== null ? (
          <div className={classes.foot}>
            <span role="status">{refused ?? t('findings.notSaved')}</span>
            <span className={classes.space} />
            <Button
              size="compact-sm"
              variant="default"
              disabled={saving}
              onClick={() => {
                setChanges(nothingChanged);
                setRefused(null);
              }}
            >
              {t('findings.discard')}
            </Button>
            <Button size="compact-sm" loading={saving} disabled={!dirty} onClick={() => void save()}>
              {t('findings.save')}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}

function Totals({ report }: { report: DetectionReport }): ReactNode {
  const { series, points, memoryBytes, threshold } = report;
  const found = report.days.reduce((sum, day) => sum + day.found, 0);
  const alerted = report.days.reduce((sum, day) => sum + day.alerted, 0);
  return (
    <>
      <p className={classes.dim}>{report.startedAt === null ? t('findings.starting') : learningWords(report)}</p>
      <dl className={classes.figures}>
        <Figure name={t('findings.watched')} value={formatNumber(series.watched)} />
        <Figure name={t('findings.ofThemLearning')} value={formatNumber(series.learning)} />
        <Figure
          name={t('findings.leftOut')}
          value={formatNumber(series.leftOut)}
          note={series.leftOut > 0 ? t('findings.leftOutWhy') : null}
        />
        <Figure name={t('findings.found30')} value={formatNumber(found)} />
        <Figure name={t('findings.alerted30')} value={formatNumber(alerted)} />
        <Figure name={t('findings.toldFrom')} value={scoreWords(threshold)} note={t('findings.asShipped')} />
        <Figure
          name={t('findings.judged')}
          value={formatNumber(points.judged)}
          note={points.perSecond === null ? null : t('findings.perSecond', { value: plain(points.perSecond, 1) })}
        />
        <Figure name={t('findings.waiting')} value={formatNumber(points.waiting)} />
        <Figure name={t('findings.memory')} value={formatBytes(memoryBytes)} />
      </dl>
    </>
  );
}

function Figure({ name, value, note = null }: { name: string; value: string; note?: string | null }): ReactNode {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>
        {value} {note === null ? null : <small>{note}</small>}
      </dd>
    </div>
  );
}
