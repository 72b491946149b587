import type { ReactNode } from 'react';
import type { RuleFinding } from '../../../../shared/domain/alerting/rules/report';
import { t } from '../../../language/language';
import editing from '../../../ui/editing/editing.module.css';
import { StateMark } from '../../../ui/state-mark';

/** What its author should know: a rule that can never fire, that always fires, or that names what is not there. */
export function Findings({ findings }: { findings: readonly RuleFinding[] }): ReactNode {
  if (findings.length === 0) return null;
  return (
    <ul className={editing.cards} aria-label={t('alertRules.findings')}>
      {findings.map(({ level, field, message }) => (
        <li key={`${field} ${message}`} className={editing.note}>
          <StateMark
            spoken={
              level === 'error'
                ? { tone: 'failed', word: t('alertRules.error') }
                : { tone: 'waiting', word: t('alertRules.warning') }
            }
          />
          <span>
            <code>{field}</code> {message}
          </span>
        </li>
      ))}
    </ul>
  );
}
