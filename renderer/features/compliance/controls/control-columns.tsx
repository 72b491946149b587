import type { ControlEvaluation } from '../../../../shared/domain/frameworks/evaluation';
import { t } from '../../../language/language';
import { StateMark } from '../../../ui/state-mark';
import type { Column } from '../../../ui/table/column';
import classes from '../compliance.module.css';
import { ofResult, results } from '../words';

export function controlColumns(): readonly Column<ControlEvaluation>[] {
  return [
    {
      id: 'id',
      title: t('compliance.colId'),
      width: '104px',
      sortBy: ({ controlId }) => controlId,
      text: ({ controlId }) => controlId,
      cell: ({ controlId }) => <b title={controlId}>{controlId}</b>,
    },
    {
      id: 'result',
      title: t('compliance.colResult'),
      width: '132px',
      sortBy: ({ result }) => results.indexOf(result),
      text: ({ result }) => t(`compliance.result:${result}`),
      cell: ({ result }) => <StateMark spoken={ofResult(result)} />,
    },
    {
      id: 'title',
      title: t('compliance.colTitle'),
      width: 'minmax(200px, 1.4fr)',
      sortBy: ({ title }) => title,
      text: ({ title, asks }) => `${title} ${asks}`,
      cell: ({ title, asks }) => <span title={asks}>{title}</span>,
    },
    {
      id: 'why',
      title: t('compliance.colWhy'),
      width: 'minmax(200px, 2.4fr)',
      text: ({ reasons }) => reasons.join(' '),
      cell: ({ reasons }) => (
        <span className={classes.dim} title={reasons.join('\n')}>
          {reasons.join(' ')}
        </span>
      ),
    },
    {
      id: 'group',
      title: t('compliance.colGroup'),
      width: 'minmax(120px, 0.8fr)',
      sortBy: ({ group }) => group,
      text: ({ group }) => group,
      cell: ({ group }) => <span title={group}>{group}</span>,
    },
    {
      id: 'missing',
      title: t('compliance.colMissing'),
      width: '96px',
      align: 'right',
      sortBy: ({ missing }) => -missing.filter(({ attachedAs }) => attachedAs.length === 0).length,
      cell: ({ missing }) => {
        const open = missing.filter(({ attachedAs }) => attachedAs.length === 0).length;
        return missing.length === 0 ? '–' : t('compliance.attachedOf', { n: missing.length - open, all: missing.length });
      },
    },
  ];
}
