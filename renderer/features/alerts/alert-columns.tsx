import { Checkbox } from '@mantine/core';
import type { AlertItem } from '../../../shared/contract/alerts';
import { Severity } from '../../../shared/domain/notice';
import { t } from '../../language/language';
import { formatNumber } from '../../ui/format';
import { quietWord, quietWords } from '../../ui/incidents/incident-words';
import { capital } from '../../ui/sentence';
import { SeverityBadge } from '../../ui/severity-badge';
import { StateMark } from '../../ui/state-mark';
import type { Column } from '../../ui/table/column';
import { Ago, Moment } from '../../ui/time';
import type { Spoken } from '../../ui/tone';
import classes from './alerts.module.css';
import { isFiring } from './is-firing';

interface Picking {
  readonly picked: readonly string[];
  readonly onPick: (alert: AlertItem) => void;
}

export function alertColumns({ picked, onPick }: Picking): readonly Column<AlertItem>[] {
  return [
    {
      id: 'pick',
      // The table gives a heading no name of its own.
      title: '✓',
      width: '20px',
      cell: (one) =>
        isFiring(one) ? (
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={t('incidents.pick', { title: one.title })}
            checked={picked.includes(one.noticeId)}
            onClick={(event) => event.stopPropagation()}
            onChange={() => onPick(one)}
          />
        ) : null,
    },
    {
      id: 'severity',
      title: t('alerts.colSeverity'),
      width: '96px',
      sortBy: (one) => -Severity.options.indexOf(one.severity),
      text: (one) => t(`ui.severity:${one.severity}`),
      cell: (one) => <SeverityBadge severity={one.severity} />,
    },
    {
      id: 'state',
      title: t('alerts.colState'),
      width: '150px',
      sortBy: (one) => ofAlert(one).word,
      text: (one) => ofAlert(one).word,
      cell: (one) => <StateMark spoken={ofAlert(one)} />,
    },
    {
      id: 'title',
      title: t('alerts.colAlert'),
      width: 'minmax(240px, 3fr)',
      sortBy: (one) => one.title,
      text: (one) => `${one.title} ${one.body} ${Object.values(one.labels).join(' ')}`,
      cell: (one) => (
        <span title={`${one.title}. ${one.body}`}>
          <b>{one.title}</b> <span className={classes.dim}>{one.body}</span>
        </span>
      ),
    },
    {
      id: 'why',
      title: t('alerts.colQuiet'),
      width: 'minmax(110px, 1fr)',
      text: (one) => (one.suppression === null ? '' : quietWords(one.suppression)),
      cell: (one) =>
        one.suppression === null ? null : <span title={quietWords(one.suppression)}>{quietWords(one.suppression)}</span>,
    },
    {
      id: 'raised',
      title: t('alerts.colSince'),
      width: '110px',
      sortBy: (one) => one.raisedAt,
      cell: (one) => (isFiring(one) ? <Ago at={one.raisedAt} /> : <Moment at={one.raisedAt} />),
    },
    {
      id: 'incident',
      title: t('alerts.colIncident'),
      width: '80px',
      align: 'right',
      sortBy: (one) => one.incidentNumber,
      text: (one) => (one.incidentNumber === null ? '' : `#${one.incidentNumber}`),
      cell: (one) => (one.incidentNumber === null ? null : `#${one.incidentNumber}`),
    },
    {
      id: 'count',
      title: t('alerts.colCount'),
      width: '60px',
      align: 'right',
      sortBy: (one) => one.count,
      cell: (one) => formatNumber(one.count),
    },
  ];
}

/** Where an alert stands, in a word. */
export function ofAlert(one: AlertItem): Spoken {
  if (!isFiring(one))
    return one.alertId === null && one.resolvedAt === null
      ? { tone: 'quiet', word: t('alerts.state:told') }
      : { tone: 'succeeded', word: t('alerts.state:over') };
  if (one.suppression !== null) return { tone: 'cancelled', word: capital(quietWord(one.suppression.by)) };
  if (one.acknowledgedAt !== null) return { tone: 'running', word: t('alerts.state:acknowledged') };
  return { tone: 'failed', word: t('alerts.state:firing') };
}
