import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { actorName } from '../../../../shared/domain/actor-name';
import type { Matcher } from '../../../../shared/domain/alerting/labels';
import type { SeverityRule } from '../../../../shared/domain/alerting/settings';
import { ALIKE, kindOf, learnedFrom } from '../../../../shared/domain/alerting/severity/learned';
import type { EventOf } from '../../../../shared/domain/events';
import type { ConsoleClient } from '../../../bridge/client';
import { t } from '../../../language/language';
import { freshId } from '../../../store/items';
import { useAsked } from '../../../store/use-asked';
import classes from '../../../ui/editing/editing.module.css';
import table from '../../../ui/plain-table.module.css';
import { SeverityBadge } from '../../../ui/severity-badge';
import { Ago } from '../../../ui/time';

type Correction = EventOf<'severity.corrected'>;

const EVERY_MS = 30_000;
/** Newest first, as the journal answers. */
const read = async (client: ConsoleClient): Promise<readonly Correction[]> => {
  const { items } = await client.world.events({ limit: 200, subject: 'severity:all' });
  return items.flatMap(({ event }) => (event.type === 'severity.corrected' ? [event] : []));
};

interface CorrectionsProps {
  readonly rules: readonly SeverityRule[];
  readonly disabled: boolean;
  readonly onRule: (rule: SeverityRule) => void;
}

/** What people corrected, by kind of alert, and what was learned from it. A rule made of it settles the question for good. */
export function Corrections({ rules, disabled, onRule }: CorrectionsProps): ReactNode {
  const { value } = useAsked(read, EVERY_MS);
  if (value === null || value.length === 0) return <p className={classes.dim}>{t('quiet.noCorrections', { times: ALIKE })}</p>;
  const newest = new Map<string, Correction>();
  for (const one of value) {
    const kind = kindOf(one.name, one.labels);
    if (!newest.has(kind)) newest.set(kind, one);
  }
  const inOrder = [...value].reverse();
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('quiet.correctedAlert')}</th>
          <th scope="col">{t('quiet.lastCorrected')}</th>
          <th scope="col">{t('quiet.learned')}</th>
          <th scope="col">{t('quiet.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {[...newest].map(([kind, one]) => {
          const learned = learnedFrom(inOrder, one.name, one.labels);
          const where = [one.labels.environment, one.labels.executionType].filter((word) => word !== undefined).join(' · ');
          return (
            <tr key={kind}>
              <td>
                {one.name}
                <div className={classes.dim}>{where}</div>
              </td>
              <td>
                <SeverityBadge severity={one.from} /> → <SeverityBadge severity={one.to} />
                <div className={classes.dim}>
                  {actorName(one.actor)} · <Ago at={one.at} />
                </div>
              </td>
              <td>{learned === null ? t('quiet.notYet', { times: ALIKE }) : <SeverityBadge severity={learned} />}</td>
              <td>
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={disabled}
                  aria-label={t('quiet.makeRuleOf', { name: one.name })}
                  onClick={() => onRule(ruleOf(one, rules))}
                >
                  {t('quiet.makeRule')}
                </Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ruleOf({ name, labels, to }: Correction, rules: readonly SeverityRule[]): SeverityRule {
  const about = labels.rule === undefined ? 'kind' : 'rule';
  const matchers: Matcher[] = [{ label: about, op: '=', value: labels[about] ?? name }];
  for (const label of ['environment', 'executionType'] as const) {
    const value = labels[label];
    if (value !== undefined) matchers.push({ label, op: '=', value });
  }
  return {
    id: freshId(
      'severity',
      rules.map(({ id }) => id),
    ),
    matchers,
    severity: to,
    note: t('quiet.fromCorrections'),
  };
}
