import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AlertConfiguration } from '../../../shared/domain/alerting/rules/configuration';
import type { RuleStanding } from '../../../shared/domain/alerting/rules/report';
import { t } from '../../language/language';
import table from '../../ui/plain-table.module.css';
import { SeverityBadge } from '../../ui/severity-badge';
import { StateMark } from '../../ui/state-mark';
import { Ago } from '../../ui/time';
import type { Spoken } from '../../ui/tone';
import classes from './alert-rules.module.css';
import { ruleSentence } from './rule-sentence';

interface RulesTableProps {
  readonly rules: readonly AlertConfiguration[];
  readonly unsaved: readonly string[];
  readonly standings: ReadonlyMap<string, RuleStanding>;
  readonly readOnly: boolean;
  readonly onOpen: (id: string) => void;
  readonly onSwitch: (rule: AlertConfiguration, on: boolean) => void;
}

/** Every rule: whether it is looked at, what it watches, and how it stands now. Those in alarm come first. */
export function RulesTable({ rules, unsaved, standings, readOnly, onOpen, onSwitch }: RulesTableProps): ReactNode {
  const rank = ({ AlertId }: AlertConfiguration): number => (standings.get(AlertId)?.state === 'ALARM' ? 0 : 1);
  return (
    <table className={table.table}>
      <caption hidden>{t('alertRules.rules')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('alertRules.enabled')}</th>
          <th scope="col">{t('alertRules.name')}</th>
          <th scope="col">{t('alertRules.severity')}</th>
          <th scope="col">{t('alertRules.state')}</th>
          <th scope="col">{t('alertRules.lastFired')}</th>
        </tr>
      </thead>
      <tbody>
        {[...rules]
          .sort((a, b) => rank(a) - rank(b))
          .map((rule) => (
            <tr key={rule.AlertId}>
              <td>
                <Switch
                  size="xs"
                  aria-label={t('alertRules.switchOf', { name: rule.Name })}
                  checked={rule.Enabled ?? true}
                  disabled={readOnly || unsaved.includes(rule.AlertId)}
                  onChange={(event) => onSwitch(rule, event.currentTarget.checked)}
                />
              </td>
              <td>
                <button type="button" className={classes.link} onClick={() => onOpen(rule.AlertId)}>
                  {rule.Name === '' ? t('alerting.noName') : rule.Name}
                </button>{' '}
                {unsaved.includes(rule.AlertId) ? <span className={classes.tag}>{t('alerting.notSaved')}</span> : null}
                <div className={classes.dim}>{ruleSentence(rule)}</div>
              </td>
              <td>
                <SeverityBadge severity={rule.Severity ?? 'MEDIUM'} />
              </td>
              <td>
                <Standing standing={standings.get(rule.AlertId)} />
              </td>
              <td className={classes.dim}>
                <LastFired standing={standings.get(rule.AlertId)} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function Standing({ standing }: { standing: RuleStanding | undefined }): ReactNode {
  if (standing === undefined) return <StateMark spoken={{ tone: 'quiet', word: t('alertRules.stands-never') }} />;
  const { series, trouble } = standing;
  const all = series.ok + series.alarm + series.unknown;
  return (
    <>
      <StateMark spoken={spokenOf(standing)} />
      {all === 0 || standing.state === 'off' ? null : (
        <div className={classes.dim}>{t('alertRules.seriesCount', { alarm: series.alarm, count: all })}</div>
      )}
      {trouble === null ? null : <div className={classes.failed}>{trouble}</div>}
    </>
  );
}

function LastFired({ standing }: { standing: RuleStanding | undefined }): ReactNode {
  const at = standing?.lastFiredAt ?? null;
  return at === null ? t('alertRules.neverFired') : <Ago at={at} />;
}

function spokenOf({ state }: RuleStanding): Spoken {
  const word = t(`alertRules.stands-${state}`);
  switch (state) {
    case 'ALARM':
      return { tone: 'failed', word };
    case 'OK':
      return { tone: 'succeeded', word };
    case 'INSUFFICIENT_DATA':
      return { tone: 'unknown', word };
    case 'never':
    case 'off':
      return { tone: 'quiet', word };
  }
}
