import { Button, SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AlertConfiguration } from '../../../../shared/domain/alerting/rules/configuration';
import type { Backtest } from '../../../../shared/domain/alerting/rules/report';
import { valueWords } from '../../../charts/value-words';
import { t } from '../../../language/language';
import { engineNow } from '../../../store/engine-now';
import { usePage } from '../../../store/page';
import { refusalOf } from '../../../store/refusal';
import editing from '../../../ui/editing/editing.module.css';
import { formatMoment } from '../../../ui/format';
import table from '../../../ui/plain-table.module.css';
import { SeverityBadge } from '../../../ui/severity-badge';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import { timeWords } from '../rule-sentence';
import classes from './backtest.module.css';
import { BacktestChart } from './backtest-chart';

const DAYS = ['1', '7', '14', '30'] as const;
const DAY_MS = 86_400_000;
/** Openings that are listed; all of them count. */
const MOST = 12;

type Trial =
  | { readonly kind: 'none' | 'running' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'done'; readonly of: string; readonly days: string; readonly backtest: Backtest };

/** What the rule would have done on the recorded history, before it is allowed to wake anybody. */
export function BacktestPanel({ rule }: { rule: AlertConfiguration }): ReactNode {
  const page = usePage();
  const [days, setDays] = useState<string>('14');
  const [trial, setTrial] = useState<Trial>({ kind: 'none' });
  // Whether it is switched on changes nothing of what it would have done.
  const text = JSON.stringify({ ...rule, Enabled: true });
  const run = async (): Promise<void> => {
    const client = page.link.client();
    if (client === null) return;
    const nowMs = engineNow(page);
    setTrial({ kind: 'running' });
    try {
      const from = new Date(nowMs - Number(days) * DAY_MS).toISOString();
      const backtest = await client.alertRules.backtestDraft({ rule, from, to: new Date(nowMs).toISOString() });
      setTrial({ kind: 'done', of: text, days, backtest });
    } catch (error) {
      setTrial({ kind: 'refused', message: refusalOf(error).message });
    }
  };
  return (
    <section className={classes.panel} aria-label={t('alertRules.backtest')}>
      <h2 className={editing.legend}>{t('alertRules.backtest')}</h2>
      <p className={editing.dim}>{t('alertRules.backtestText')}</p>
      <div className={editing.line}>
        <SegmentedControl
          size="xs"
          aria-label={t('alertRules.howFarBack')}
          data={DAYS.map((value) => ({ value, label: t(`alertRules.days-${value}`) }))}
          value={days}
          onChange={setDays}
        />
        <Button size="xs" loading={trial.kind === 'running'} onClick={() => void run()}>
          {t('alertRules.runBacktest')}
        </Button>
      </div>
      <Outcome trial={trial} isCurrent={trial.kind === 'done' && trial.of === text} />
    </section>
  );
}

function Outcome({ trial, isCurrent }: { trial: Trial; isCurrent: boolean }): ReactNode {
  switch (trial.kind) {
    case 'none':
      return null;
    case 'running':
      return <SkeletonRows rows={5} label={t('alertRules.trying')} />;
    case 'refused':
      return <p className={editing.failed}>{trial.message}</p>;
    case 'done':
      return <Done backtest={trial.backtest} days={trial.days} isCurrent={isCurrent} />;
  }
}

function Done({ backtest, days, isCurrent }: { backtest: Backtest; days: string; isCurrent: boolean }): ReactNode {
  const { summary, series, openings, unit, cut } = backtest;
  const span = spanWords(backtest, Number(days));
  const names = new Map(series.map((one) => [one.series, one]));
  return (
    <>
      {isCurrent ? null : <p className={classes.old}>{t('alertRules.changedSince')}</p>}
      <p className={classes.verdict} role="status">
        {summary.alerts === 0
          ? backtest.recordedFrom === null
            ? t('alertRules.nothingRecorded', { span })
            : t('alertRules.wouldNotHave', { span })
          : t('alertRules.wouldHave', {
              count: summary.alerts,
              span,
              time: timeWords(summary.alarmSeconds * 1000),
              longest: timeWords(summary.longestSeconds * 1000),
            })}
      </p>
      {summary.stillOpen === 0 ? null : <p className={editing.dim}>{t('alertRules.stillOpen', { count: summary.stillOpen })}</p>}
      {cut === null ? null : <p className={classes.old}>{cut}</p>}
      {series.slice(0, 3).map((one) => (
        <BacktestChart
          key={one.series}
          name={seriesName(one.series, one.labels)}
          points={one.points}
          threshold={one.threshold}
          unit={unit}
          fromMs={Date.parse(backtest.from)}
          toMs={Date.parse(backtest.to)}
        />
      ))}
      {backtest.seriesTotal > 3 ? (
        <p className={editing.dim}>{t('alertRules.moreSeries', { count: backtest.seriesTotal - 3 })}</p>
      ) : null}
      {openings.length === 0 ? null : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('alertRules.opened')}</th>
              <th scope="col">{t('alertRules.lasted')}</th>
              <th scope="col">{t('alertRules.about')}</th>
              <th scope="col">{t('alertRules.peak')}</th>
            </tr>
          </thead>
          <tbody>
            {openings.slice(0, MOST).map((one) => (
              <tr key={`${one.series} ${one.from}`}>
                <td>
                  <SeverityBadge severity={one.severity} /> {formatMoment(Date.parse(one.from))}
                </td>
                <td>{one.to === null ? t('alertRules.lasts') : timeWords(Date.parse(one.to) - Date.parse(one.from))}</td>
                <td>{seriesName(one.series, names.get(one.series)?.labels ?? one.labels)}</td>
                <td>{one.peak === null ? '–' : valueWords(one.peak, unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {openings.length > MOST ? (
        <p className={editing.dim}>{t('alertRules.moreOpenings', { count: summary.alerts - MOST })}</p>
      ) : null}
    </>
  );
}

/** Less of the time that was asked for is said to be less. */
const WHOLE_SHARE = 0.99;

/** `in the last 14 days`, or `in the 36 min recorded of the 14 days asked`: nothing is claimed of a time nobody recorded. */
function spanWords({ recordedFrom, to }: Backtest, days: number): string {
  const recordedMs = recordedFrom === null ? 0 : Date.parse(to) - Date.parse(recordedFrom);
  if (recordedFrom === null || recordedMs >= days * DAY_MS * WHOLE_SHARE) return t('alertRules.inDays', { count: days });
  return t('alertRules.inRecorded', { count: days, time: timeWords(recordedMs) });
}

function seriesName(series: string, labels: Readonly<Record<string, string>>): string {
  const { serverName, server, plan, waveLabel, context } = labels;
  const thing = [serverName ?? server, plan, waveLabel].filter((word) => word !== undefined && word !== '');
  return thing.length === 0 ? (context ?? (series === '' ? t('alertRules.everything') : series)) : thing.join(' · ');
}
