import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { changesBetween, directionOf } from '../../../../shared/domain/frameworks/changes';
import type { FrameworkEvaluation } from '../../../../shared/domain/frameworks/evaluation';
import { t } from '../../../language/language';
import { useCommand } from '../../../store/use-command';
import { download } from '../../../ui/download';
import { formatDate } from '../../../ui/format';
import classes from '../compliance.module.css';
import { type Listed, useFormer } from '../use-frameworks';
import { ReportMenu } from './report-menu';

/** What the framework is, over which period, what changed since the one before, and what can be made of it. */
export function FrameworkHead({ listed, evaluation }: { listed: Listed; evaluation: FrameworkEvaluation }): ReactNode {
  const command = useCommand();
  const { frameworkId, name, about } = listed;
  const { period } = evaluation;
  const save = async (): Promise<void> => {
    const read = await command(t('compliance.doExport', { name }), (client) => client.frameworks.get({ frameworkId }));
    if (read.ok) download(`${frameworkId}.json`, 'application/json', `${JSON.stringify(read.value, null, 2)}\n`);
  };
  return (
    <div className={classes.head}>
      <div className={classes.about}>
        <p>{about}</p>
        <p className={classes.dim}>
          {t('compliance.heldAgainst', {
            from: day(period.from, period.zone),
            to: lastDay(period.to, period.zone),
            zone: period.zone,
          })}{' '}
          <Changes evaluation={evaluation} />
        </p>
      </div>
      <div className={`notOnPaper ${classes.buttons}`}>
        <ReportMenu frameworkId={frameworkId} />
        <Button size="xs" variant="default" leftSection={<IconDownload size={14} />} onClick={() => void save()}>
          {t('compliance.export')}
        </Button>
      </div>
    </div>
  );
}

function Changes({ evaluation }: { evaluation: FrameworkEvaluation }): ReactNode {
  const former = useFormer(evaluation);
  if (former.value === null) return null;
  const changes = changesBetween(former.value, evaluation);
  if (changes.length === 0) return t('compliance.noChanges');
  const said = changes.map(({ controlId, before, now }) =>
    t('compliance.change', {
      id: controlId,
      before: t(`compliance.result:${before}`),
      now: t(`compliance.result:${now}`),
    }),
  );
  const count = (direction: 'better' | 'worse') => changes.filter((change) => directionOf(change) === direction).length;
  return (
    <span title={said.join('\n')}>
      {t('compliance.changes', { count: changes.length, better: count('better'), worse: count('worse') })}{' '}
      {said.slice(0, MOST_SAID).join('; ')}
      {said.length > MOST_SAID ? ' …' : '.'}
    </span>
  );
}

const MOST_SAID = 4;

function day(at: string, zone: string): string {
  return formatDate(Date.parse(at), zone);
}

/** Periods end where the next one begins. */
function lastDay(to: string, zone: string): string {
  return formatDate(Date.parse(to) - 1, zone);
}
