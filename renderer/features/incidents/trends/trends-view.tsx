import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { IncidentTrends } from '../../../../shared/domain/alerting/trends/trends';
import { type Bar, Bars } from '../../../charts/bars';
import { Columns, type Stack } from '../../../charts/columns';
import { t } from '../../../language/language';
import { useGo } from '../../../store/page';
import { formatDate, formatMoment, formatNumber } from '../../../ui/format';
import { causeWord } from '../../../ui/incidents/cause-words';
import { Scroll } from '../../../ui/scroll';
import { Moment } from '../../../ui/time';
import { Kinds } from './kinds';
import { lastedWords } from './lasted-words';
import { People } from './people';
import classes from './trends.module.css';

const MOST_BARS = 10;
const CHART_PX = 200;

export function TrendsView({ trends }: { trends: IncidentTrends }): ReactNode {
  const total = (of: 'alerts' | 'suppressed' | 'incidents') => trends.points.reduce((sum, point) => sum + point[of], 0);
  return (
    <Scroll as="section" className={classes.page} aria-label={t('alerts.tab:trends')}>
      <dl className={classes.figures}>
        <Figure name={t('incidents.incidentsBegun')}>{formatNumber(total('incidents'))}</Figure>
        <Figure name={t('incidents.alertsOpened')}>{formatNumber(total('alerts'))}</Figure>
        <Figure name={t('incidents.keptQuiet')}>{formatNumber(total('suppressed'))}</Figure>
        <Figure name={t('incidents.toAcknowledge')}>{lastedWords(trends.toAcknowledge)}</Figure>
        <Figure name={t('incidents.toResolve')}>{lastedWords(trends.toResolve)}</Figure>
      </dl>
      <OverTime trends={trends} />
      <div className={classes.pair}>
        <Card title={t('incidents.byCause')}>
          <BarsOr
            none={t('incidents.noneOfCause')}
            bars={trends.causes.slice(0, MOST_BARS).map(({ causeId, incidents }) => ({
              key: causeId,
              label: causeWord(causeId),
              value: incidents,
              words: formatNumber(incidents),
            }))}
          />
        </Card>
        <Card title={t('incidents.byPlan')}>
          <BarsOr
            none={t('incidents.noneOfPlan')}
            bars={trends.plans.slice(0, MOST_BARS).map(({ planId, planName, incidents }) => ({
              key: planId,
              label: planName,
              value: incidents,
              words: formatNumber(incidents),
            }))}
          />
        </Card>
      </div>
      <Kinds kinds={trends.kinds} />
      <div className={classes.pair}>
        <HourOfDay trends={trends} />
        <People people={trends.people} />
      </div>
      <WhatDrillsFixed trends={trends} />
    </Scroll>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <section className={classes.card} aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      {children}
    </section>
  );
}

function BarsOr({ bars, none }: { bars: readonly Bar[]; none: string }): ReactNode {
  return bars.length === 0 ? <p className={classes.dim}>{none}</p> : <Bars plain bars={bars} />;
}

function OverTime({ trends }: { trends: IncidentTrends }): ReactNode {
  const { ref, width } = useElementSize();
  const hourly = trends.stepSeconds < 86_400;
  const stacks = trends.points.map(({ at, alerts, suppressed, incidents }): Stack => {
    const ms = Date.parse(at);
    const label = hourly ? formatMoment(ms).split(' ').slice(-1).join('') : formatMoment(ms).split(' ').slice(0, 2).join(' ');
    return {
      key: at,
      label,
      words: t('incidents.stepWords', { at: hourly ? formatMoment(ms) : formatDate(ms), alerts, suppressed, incidents }),
      parts: [
        { key: 'told', value: alerts - suppressed, colour: 'var(--series-1)' },
        { key: 'quiet', value: suppressed, colour: 'var(--unknown)' },
      ],
    };
  });
  return (
    <Card title={t('incidents.overTime')}>
      <p className={classes.legend}>
        <span style={{ background: 'var(--series-1)' }} /> {t('incidents.toldAlerts')}
        <span style={{ background: 'var(--unknown)' }} /> {t('incidents.quietAlerts')}
      </p>
      <div ref={ref}>
        {width === 0 ? null : (
          <Columns name={t('incidents.overTime')} stacks={stacks} width={width} height={CHART_PX} words={formatNumber} />
        )}
      </div>
    </Card>
  );
}

function HourOfDay({ trends }: { trends: IncidentTrends }): ReactNode {
  const { ref, width } = useElementSize();
  const stacks = trends.hours.map(
    ({ hour, alerts, incidents }): Stack => ({
      key: String(hour),
      label: `${hour}`,
      words: t('incidents.hourWords', { hour, alerts, incidents }),
      parts: [{ key: 'alerts', value: alerts, colour: 'var(--series-2)' }],
    }),
  );
  return (
    <Card title={t('incidents.byHour')}>
      <div ref={ref}>
        {width === 0 ? null : (
          <Columns name={t('incidents.byHour')} stacks={stacks} width={width} height={CHART_PX} words={formatNumber} />
        )}
      </div>
    </Card>
  );
}

function WhatDrillsFixed({ trends }: { trends: IncidentTrends }): ReactNode {
  const go = useGo();
  return (
    <Card title={t('incidents.fixed')}>
      {trends.fixed.length === 0 ? <p className={classes.dim}>{t('incidents.nothingFixed')}</p> : null}
      <ul className={classes.list}>
        {trends.fixed.map((one) => (
          <li key={`${one.causeId}${one.planId}`}>
            <b>{causeWord(one.causeId)}</b> · {one.planName} · {t('incidents.timesBefore', { count: one.times })} ·{' '}
            <button
              type="button"
              className={classes.link}
              onClick={() => go({ screen: 'live', executionId: one.drill.executionId })}
            >
              {t('incidents.drillOf')} <Moment at={one.drill.completedAt} />
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
