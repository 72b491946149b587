import { type ReactNode, useState } from 'react';
import type { DetectionReport } from '../../../../shared/contract/findings';
import { type Finding, type FoundSeries, kindOf } from '../../../../shared/domain/detection/finding';
import type { View } from '../../../../shared/domain/view';
import { scoreWords } from '../../../charts/expected-tools';
import { t } from '../../../language/language';
import { useView } from '../../../store/page';
import { stepWords } from '../../../ui/engine-words';
import { Fact } from '../../../ui/facts';
import {
  aspectWords,
  familyWords,
  foundWords,
  methodWords,
  ofFinding,
  scoreOf,
  usualWords,
} from '../../../ui/findings/finding-words';
import { SeriesDialog } from '../../../ui/findings/series-dialog';
import { seriesName } from '../../../ui/findings/series-name';
import { SeverityBadge } from '../../../ui/severity-badge';
import { SidePanel } from '../../../ui/side-panel';
import { StateMark } from '../../../ui/state-mark';
import { Ago, Moment } from '../../../ui/time';
import { thresholdOf } from '../use-report';
import { EvidenceChart } from './evidence-chart';
import { Judge } from './judge';
import { FindingLinks } from './links';
import classes from './panel.module.css';

interface FindingPanelProps {
  readonly finding: Finding;
  readonly report: DetectionReport | null;
  readonly again: () => void;
  readonly onClose: () => void;
}

const noServers: View['servers'] = {};

/** One finding with everything that speaks for it, where it leads, and what it was worth. */
export function FindingPanel({ finding, report, again, onClose }: FindingPanelProps): ReactNode {
  const servers = useView((view) => view.servers, noServers);
  const [shown, setShown] = useState<FoundSeries | null>(null);
  const { evidence } = finding;
  return (
    <SidePanel title={finding.title} onClose={onClose}>
      <p className={classes.marks}>
        <SeverityBadge severity={finding.severity} />
        <StateMark spoken={ofFinding(finding)} />
        <span className={classes.dim}>{scoreOf(finding, thresholdOf(report, kindOf(finding)))}</span>
      </p>
      <p>{finding.summary}</p>
      {finding.nextStep === '' || finding.endedAt !== null ? null : (
        <p>
          <b>{t('incidents.next')}</b> {stepWords(finding.nextStep)}
        </p>
      )}
      <FindingLinks finding={finding} onSeries={setShown} />
      {evidence.points.length === 0 ? null : (
        <section>
          <h3 className={classes.heading}>{t('findings.evidence')}</h3>
          <EvidenceChart finding={finding} />
        </section>
      )}
      <Story finding={finding} />
      {evidence.facts.length === 0 ? null : (
        <section>
          <h3 className={classes.heading}>{t('findings.facts')}</h3>
          <ul className={classes.list}>
            {evidence.facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </section>
      )}
      {finding.members.length === 0 ? null : (
        <section>
          <h3 className={classes.heading}>{t('findings.together', { count: finding.memberCount })}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <ul className={classes.members} tabIndex={0} aria-label={t('findings.together', { count: finding.memberCount })}>
            {finding.members.map(({ series, score }) => (
              <li key={JSON.stringify(series)}>
                <button type="button" className={classes.member} onClick={() => setShown(series)}>
                  <span>{seriesName(series, servers)}</span>
                  <span className={classes.dim}>{scoreWords(score)}</span>
                </button>
              </li>
            ))}
          </ul>
          {finding.memberCount > finding.members.length ? (
            <p className={classes.dim}>
              {t('findings.someMembers', { shown: finding.members.length, count: finding.memberCount })}
            </p>
          ) : null}
        </section>
      )}
      <Judge finding={finding} report={report} again={again} />
      {shown === null ? null : <SeriesDialog title={seriesName(shown, servers)} series={shown} onClose={() => setShown(null)} />}
    </SidePanel>
  );
}

function Story({ finding }: { finding: Finding }): ReactNode {
  const { endedAt, endedBecause } = finding;
  const [now, usual] = [foundWords(finding), usualWords(finding)];
  return (
    <dl className={classes.story}>
      {now === null || finding.method === 'forecast' ? null : (
        <Fact name={t('findings.value')}>
          {now}
          {usual === null ? null : ` · ${t('findings.usually', { usual })}`}
        </Fact>
      )}
      <Fact name={t('findings.kindOf')}>
        {familyWords(finding.family)} · {aspectWords(finding.aspect)}
      </Fact>
      <Fact name={t('findings.foundBy')}>{methodWords(finding.method)}</Fact>
      <Fact name={t('findings.colSince')}>
        <Moment at={finding.since} /> (<Ago at={finding.since} />)
      </Fact>
      <Fact name={t('findings.found')}>
        <Moment at={finding.openedAt} />
      </Fact>
      {endedAt === null ? null : (
        <Fact name={t('findings.state:ended')}>
          <Moment at={endedAt} />
          {endedBecause === null ? null : ` · ${endedBecause}`}
        </Fact>
      )}
      <Fact name={finding.policy.alerts ? t('findings.becameAlert') : t('findings.noAlert')}>{finding.policy.why}</Fact>
    </dl>
  );
}
