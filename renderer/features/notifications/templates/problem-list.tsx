import type { ReactNode } from 'react';
import type { TemplateProblem } from '../../../../shared/domain/notifications/template';
import { t } from '../../../language/language';
import { StateIcon } from '../../../ui/state-mark';
import settings from '../settings/settings.module.css';
import classes from './templates.module.css';

/** What is wrong, with its place: a press goes there. */
export function ProblemList({
  problems,
  onGo,
}: {
  problems: readonly TemplateProblem[];
  onGo: (problem: TemplateProblem) => void;
}): ReactNode {
  return (
    <ul className={classes.problems} aria-label={t('notificationTemplates.problems')} aria-live="polite">
      {problems.map((problem) => (
        <li key={`${problem.field}/${problem.line}/${problem.column}/${problem.message}`}>
          <span
            role="img"
            aria-label={problem.severity === 'error' ? t('notificationTemplates.error') : t('notificationTemplates.warning')}
          >
            <StateIcon tone={problem.severity === 'error' ? 'failed' : 'waiting'} size={12} />
          </span>
          <button type="button" className={settings.linkButton} onClick={() => onGo(problem)}>
            {problem.field}
            {problem.line === null ? '' : t('notificationTemplates.lineLine', { line: problem.line })}
          </button>
          <span>{problem.message}</span>
        </li>
      ))}
    </ul>
  );
}
