import type { ReactNode } from 'react';
import type { OnCallCheck } from '../../../../shared/contract/on-call';
import { t } from '../../../language/language';
import { useGo } from '../../../store/page';
import { formatMoment } from '../../../ui/format';
import { StateMark } from '../../../ui/state-mark';
import classes from './now.module.css';

const TABS = { person: 'people', schedule: 'schedules', policy: 'policies' } as const;

/** Gaps as the editor of a schedule says them; all else as it was said. */
function wordsOf({ problem, text, about, during, count = 1 }: OnCallCheck): string {
  if (problem !== 'gap' || during === null) return text;
  const shown = (at: string) => formatMoment(Date.parse(at));
  return `${about.name}: ${t('onCall.gaps', { count, from: shown(during.from), to: shown(during.to) })}`;
}

/** Gaps, people nobody can reach and steps that ask nobody, gravest first, each a click from where it is mended. */
export function ChecksPanel({ checks }: { checks: readonly OnCallCheck[] }): ReactNode {
  const go = useGo();
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{t('onCall.checks')}</h2>
      {checks.length === 0 ? <StateMark spoken={{ tone: 'succeeded', word: t('onCall.allGood') }} /> : null}
      <ul className={classes.list}>
        {checks.map((check) => (
          <li key={`${check.about.id} ${check.problem} ${check.text}`} className={classes.check}>
            <StateMark
              spoken={
                check.severity === 'error'
                  ? { tone: 'failed', word: t('onCall.checkError') }
                  : { tone: 'waiting', word: t('onCall.checkWarning') }
              }
            />
            <span>{wordsOf(check)}</span>
            <button
              type="button"
              className={classes.link}
              onClick={() => go({ screen: 'alerting', tab: TABS[check.about.kind], id: check.about.id })}
            >
              {t('onCall.openName', { name: check.about.name })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
