import { IconRadar2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Finding } from '../../../shared/domain/detection/finding';
import { t } from '../../language/language';
import { useGo } from '../../store/page';
import { useReplay } from '../../store/replay';
import classes from './findings.module.css';

const MOST_TITLES = 5;

/** How much is unusual about what is looked at; leads to the findings. Absent while nothing is, and in a replay, where the list is not. */
export function FindingsChip({ findings }: { findings: readonly Finding[] }): ReactNode {
  const go = useGo();
  const [only, ...others] = findings;
  if (useReplay() !== null || only === undefined) return null;
  return (
    <button
      type="button"
      className={classes.chip}
      title={t('findings.chipText', { titles: titlesOf(findings) })}
      onClick={() => go({ screen: 'findings', tab: 'list', id: others.length === 0 ? only.findingId : null })}
    >
      <IconRadar2 size={14} aria-hidden="true" /> {t('findings.chip', { count: findings.length })}
    </button>
  );
}

function titlesOf(findings: readonly Finding[]): string {
  const titles = findings
    .slice(0, MOST_TITLES)
    .map(({ title }) => title)
    .join('; ');
  return findings.length <= MOST_TITLES ? titles : t('findings.andMore', { titles, more: findings.length - MOST_TITLES });
}
