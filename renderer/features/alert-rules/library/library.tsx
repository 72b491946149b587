import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AlertConfiguration } from '../../../../shared/domain/alerting/rules/configuration';
import type { LibraryRule } from '../../../../shared/domain/alerting/rules/report';
import type { ConsoleClient } from '../../../bridge/client';
import { language, t } from '../../../language/language';
import { useAsked } from '../../../store/use-asked';
import { EmptyState } from '../../../ui/empty-state';
import { SeverityBadge } from '../../../ui/severity-badge';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import classes from '../alert-rules.module.css';

interface LibraryProps {
  readonly rules: readonly AlertConfiguration[];
  readonly readOnly: boolean;
  readonly onTake: (rule: AlertConfiguration) => void;
  readonly onOpen: (id: string) => void;
  readonly onBack: () => void;
}

const EVERY_MS = 600_000;
const read = async (client: ConsoleClient): Promise<readonly LibraryRule[]> => (await client.alertRules.library({})).items;

/** Ready rules, each with why its threshold is what it is. Taken over, they are the operator's own. */
export function Library({ rules, readOnly, onTake, onOpen, onBack }: LibraryProps): ReactNode {
  const { value, problem } = useAsked(read, EVERY_MS);
  if (value === null)
    return problem === null ? <SkeletonRows rows={12} label={t('alertRules.readingLibrary')} /> : <EmptyState text={problem} />;
  const categories = [...new Set(value.map(({ category }) => category))];
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <Button size="compact-sm" variant="default" onClick={onBack}>
          {t('alertRules.allRules')}
        </Button>
        <p className={classes.dim}>{t('alertRules.libraryText')}</p>
      </div>
      {categories.map((category) => (
        <section key={category} aria-label={t(`alertRules.category-${category}`)}>
          <h2 className={classes.category}>{t(`alertRules.category-${category}`)}</h2>
          <ul className={classes.ready}>
            {value
              .filter((one) => one.category === category)
              .map((one) => (
                <ReadyRule
                  key={one.rule.AlertId}
                  ready={one}
                  isThere={rules.some(({ AlertId }) => AlertId === one.rule.AlertId)}
                  readOnly={readOnly}
                  onTake={onTake}
                  onOpen={onOpen}
                />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface ReadyRuleProps {
  readonly ready: LibraryRule;
  readonly isThere: boolean;
  readonly readOnly: boolean;
  readonly onTake: (rule: AlertConfiguration) => void;
  readonly onOpen: (id: string) => void;
}

function ReadyRule({ ready: { texts, rule }, isThere, readOnly, onTake, onOpen }: ReadyRuleProps): ReactNode {
  const words = texts[language()];
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <h3 className={classes.cardName}>{words.name}</h3>
        <SeverityBadge severity={rule.Severity ?? 'MEDIUM'} />
      </div>
      <span>{words.description}</span>
      <p className={classes.why}>{words.why}</p>
      <div className={classes.cardFoot}>
        {isThere ? (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('alertRules.openRule', { name: words.name })}
            onClick={() => onOpen(rule.AlertId)}
          >
            {t('alertRules.isThere')}
          </Button>
        ) : (
          <Button
            size="compact-sm"
            disabled={readOnly}
            aria-label={t('alertRules.takeRule', { name: words.name })}
            // Nobody is woken before its author has seen what it would have done.
            onClick={() => onTake({ ...rule, Name: words.name, Description: words.description, Enabled: false })}
          >
            {t('alertRules.take')}
          </Button>
        )}
      </div>
    </li>
  );
}
