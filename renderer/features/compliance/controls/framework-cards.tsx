import type { ReactNode } from 'react';
import type { FrameworkEvaluation } from '../../../../shared/domain/frameworks/evaluation';
import { t } from '../../../language/language';
import { StateIcon } from '../../../ui/state-mark';
import classes from '../compliance.module.css';
import type { Evaluated, Listed } from '../use-frameworks';
import { ofResult, results } from '../words';

interface FrameworkCardsProps {
  readonly frameworks: readonly Listed[];
  readonly evaluations: Readonly<Record<string, Evaluated>>;
  readonly chosenId: string | null;
  /** `small`: names and bars, where a control is open beside them. */
  readonly size: 'whole' | 'small';
  readonly onChoose: (frameworkId: string) => void;
}

/** A card for each framework: what it comes to over the period. */
export function FrameworkCards({ frameworks, evaluations, chosenId, size, onChoose }: FrameworkCardsProps): ReactNode {
  return (
    <nav className={classes.cards} data-size={size} aria-label={t('compliance.frameworks')}>
      {frameworks.map(({ frameworkId, name, version }) => {
        const evaluated = evaluations[frameworkId];
        return (
          <button
            key={frameworkId}
            type="button"
            className={classes.card}
            aria-current={frameworkId === chosenId || undefined}
            onClick={() => onChoose(frameworkId)}
          >
            <span className={classes.cardName} title={name}>
              {name}
            </span>
            {size === 'small' ? null : <span className={classes.dim}>{version}</span>}
            {evaluated === undefined ? (
              <span className={classes.dim}>{t('compliance.reading')}</span>
            ) : evaluated.ok ? (
              <Totals totals={evaluated.value.totals} size={size} />
            ) : (
              <span className={classes.dim} title={evaluated.problem}>
                {t('compliance.notEvaluated')}
              </span>
            )}
          </button>
        );
      })}
    </nav>
  );
}

function Totals({ totals, size }: Pick<FrameworkEvaluation, 'totals'> & Pick<FrameworkCardsProps, 'size'>): ReactNode {
  const counts = { satisfied: totals.satisfied, partly: totals.partly, not: totals.not, 'not-assessed': totals.notAssessed };
  return (
    <>
      <span className={classes.bar} aria-hidden="true">
        {[...results].reverse().map((result) => (
          <span key={result} data-tone={ofResult(result).tone} style={{ flexGrow: counts[result] }} />
        ))}
      </span>
      <span className={classes.totals}>
        {[...results].reverse().map((result) => (
          <span key={result} className={classes.total}>
            <StateIcon tone={ofResult(result).tone} />
            {size === 'small' ? (
              <span title={t(`compliance.result:${result}`)}>{counts[result]}</span>
            ) : (
              t('compliance.totalOf', { n: counts[result], result: t(`compliance.result:${result}`) })
            )}
          </span>
        ))}
      </span>
    </>
  );
}
