import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Objective } from '../../../shared/domain/objectives';
import type { Settings } from '../../../shared/domain/settings';
import { t } from '../../language/language';
import { useView } from '../../store/page';
import { allPlans } from '../../store/selectors';
import { useChangeSettings } from '../../store/use-settings';
import { MiddleCut } from '../../ui/middle-cut';
import { InstanceHour } from './instance-hour';
import classes from './objectives.module.css';
import { ObjectiveCells } from './objectives-cells';
import { ownOf, withPlan } from './objectives-form';

/** Rows drawn at once; more are reached by the filter. */
const MOST_ROWS = 100;
const FILTER_FROM = 8;

/** What was promised for the plans, and what an instance hour costs. Every figure is taken as soon as its field is left. */
export function ObjectivesEditor({ settings }: { settings: Settings }): ReactNode {
  const change = useChangeSettings();
  const plans = useView((view) => allPlans(view.plans), []);
  const [filter, setFilter] = useState('');
  const { objectives } = settings;
  const known = new Map(plans.map((plan) => [String(plan.planId), plan.planName]));
  const rows = [
    ...known,
    ...objectives.plans.flatMap(({ planId }): [string, string][] => (known.has(planId) ? [] : [[planId, planId]])),
  ].filter(([, name]) => name.toLowerCase().includes(filter.trim().toLowerCase()));
  const setDefault = (objective: Objective): void =>
    void change((now) => ({ ...now, objectives: { ...now.objectives, default: objective } }));
  const setPlan = (planId: string, own: Objective): void =>
    void change((now) => ({ ...now, objectives: withPlan(now.objectives, planId, own) }));

  return (
    <section id="objectives" className={classes.section}>
      <h2 className={classes.heading}>{t('objectives.title')}</h2>
      <p className={classes.note}>{t('objectives.note')}</p>
      {known.size < FILTER_FROM ? null : (
        <TextInput
          size="xs"
          w={220}
          mb="xs"
          placeholder={t('objectives.filter')}
          aria-label={t('objectives.filter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('objectives.plan')}</th>
            <th scope="col">{t('objectives.rto')}</th>
            <th scope="col">{t('objectives.rpo')}</th>
            <th scope="col">{t('objectives.drillEvery')}</th>
            <th scope="col">{t('objectives.tier')}</th>
            <th scope="col">{t('objectives.owner')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('objectives.everyPlan')}</th>
            <ObjectiveCells name={t('objectives.everyPlan')} objective={objectives.default} usual={null} onChange={setDefault} />
          </tr>
          {rows.slice(0, MOST_ROWS).map(([planId, name]) => (
            <tr key={planId}>
              <th scope="row">
                <MiddleCut text={name} />
              </th>
              <ObjectiveCells
                name={name}
                objective={ownOf(objectives, planId)}
                usual={objectives.default}
                onChange={(own) => setPlan(planId, own)}
              />
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && filter === '' ? <p className={classes.note}>{t('objectives.noPlan')}</p> : null}
      {rows.length > MOST_ROWS ? (
        <p className={classes.note}>{t('objectives.more', { shown: MOST_ROWS, total: rows.length })}</p>
      ) : null}
      <InstanceHour settings={settings} />
    </section>
  );
}
