import { type Finding, kindOf } from '../../../../shared/domain/detection/finding';
import { scoreWords } from '../../../charts/expected-tools';
import { t } from '../../../language/language';
import {
  aspectWords,
  familyWords,
  foundWords,
  methodWords,
  ofFinding,
  scoreOf,
  usualWords,
} from '../../../ui/findings/finding-words';
import classes from '../../../ui/findings/findings.module.css';
import { ScoreMark } from '../../../ui/findings/score-mark';
import { SeverityBadge } from '../../../ui/severity-badge';
import { StateMark } from '../../../ui/state-mark';
import type { Column } from '../../../ui/table/column';
import { Ago, Moment } from '../../../ui/time';
import list from './list.module.css';

interface Facts {
  /** The score from which findings of a kind are told; null while it is not known. */
  readonly thresholdOf: (kind: string) => number | null;
  readonly serverName: (serverId: string) => string;
}

export function findingColumns({ thresholdOf, serverName }: Facts): readonly Column<Finding>[] {
  return [
    {
      id: 'severity',
      title: t('findings.colSeverity'),
      width: '92px',
      sortBy: (one) => -['INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'].indexOf(one.severity),
      text: (one) => t(`ui.severity:${one.severity}`),
      cell: (one) => <SeverityBadge severity={one.severity} />,
    },
    {
      id: 'state',
      title: t('findings.colState'),
      width: '84px',
      sortBy: (one) => one.endedAt ?? '',
      text: (one) => ofFinding(one).word,
      cell: (one) => <StateMark spoken={ofFinding(one)} />,
    },
    {
      id: 'what',
      title: t('findings.colWhat'),
      width: 'minmax(160px, 2.4fr)',
      sortBy: (one) => one.title,
      text: (one) => `${one.title} ${one.summary} ${familyWords(one.family)} ${methodWords(one.method)}`,
      cell: (one) => (
        <span title={`${one.title}. ${one.summary}`}>
          <b>{one.title}</b> <span className={list.dim}>{one.summary}</span>
        </span>
      ),
    },
    {
      id: 'subject',
      title: t('findings.colSubject'),
      width: 'minmax(80px, 0.9fr)',
      sortBy: (one) => subjectWords(one, serverName),
      text: (one) => subjectWords(one, serverName),
      cell: (one) => <span title={subjectWords(one, serverName)}>{subjectWords(one, serverName)}</span>,
    },
    {
      id: 'since',
      title: t('findings.colSince'),
      width: '112px',
      sortBy: (one) => one.since,
      cell: (one) => (one.endedAt === null ? <Ago at={one.since} /> : <Moment at={one.since} />),
    },
    {
      id: 'score',
      title: t('findings.colScore'),
      width: '150px',
      sortBy: (one) => -one.score,
      cell: (one) => {
        const threshold = thresholdOf(kindOf(one));
        const words = scoreOf(one, threshold);
        return (
          <span className={classes.score} title={words}>
            {threshold === null ? null : <ScoreMark score={one.score} threshold={Math.min(threshold, 1)} />}
            {shortScore(one, threshold)}
          </span>
        );
      },
    },
    {
      id: 'usual',
      title: t('findings.colNow'),
      width: 'minmax(120px, 1.2fr)',
      text: (one) => aspectWords(one.aspect),
      cell: (one) => <span title={nowWords(one)}>{nowWords(one)}</span>,
    },
    {
      id: 'policy',
      title: t('findings.colPolicy'),
      width: '120px',
      sortBy: (one) => (one.policy.alerts ? 0 : 1),
      text: (one) => policyWord(one),
      cell: (one) => (
        <span title={one.policy.why} className={one.policy.alerts ? undefined : list.dim}>
          {policyWord(one)}
        </span>
      ),
    },
    {
      id: 'feedback',
      title: t('findings.colFeedback'),
      width: '92px',
      sortBy: (one) => one.feedback?.verdict ?? null,
      text: (one) => feedbackWord(one),
      cell: (one) => <span title={one.feedback?.note ?? undefined}>{feedbackWord(one)}</span>,
    },
  ];
}

/** Whose it is: a server, so many series, a plan, an execution. */
export function subjectWords(one: Finding, serverName: (serverId: string) => string): string {
  if (one.memberCount > 1) return t('findings.members', { count: one.memberCount });
  if (one.sourceServerId !== null) return serverName(one.sourceServerId);
  if (one.planName !== null) return one.planName;
  const own = Object.entries(one.series?.labels ?? {}).filter(([name]) => name !== 'account' && name !== 'region');
  return own.map(([, value]) => value).join(' ') || (one.contextId ?? t('findings.console'));
}

/** `now 14 min, usual up to 2 min`. */
function nowWords(one: Finding): string {
  // Of an outlook, the value is how likely it is, which its score says already.
  if (one.method === 'forecast') return '–';
  const usual = usualWords(one);
  const now = foundWords(one);
  if (now === null) return one.evidence.facts[0] ?? '–';
  return usual === null ? now : t('findings.nowUsual', { now, usual });
}

/** Where there is no room for the whole sentence, which is its hover text. */
function shortScore(one: Finding, threshold: number | null): string {
  if (one.method === 'forecast' || threshold === null || threshold > 1) return scoreOf(one, threshold);
  return t('findings.scoreShort', { score: scoreWords(one.score), threshold: scoreWords(threshold) });
}

function policyWord(one: Finding): string {
  return one.policy.alerts ? t('findings.becameAlert') : t('findings.noAlert');
}

function feedbackWord(one: Finding): string {
  return one.feedback === null ? '' : t(`findings.verdict:${one.feedback.verdict}`);
}
