import { type Finding, kindOf } from '../../detection/finding';
import type { ConsoleEvent } from '../../events';
import type { DomainView } from '../../reconcile/domain-view';
import type { Labels } from '../labels';
import { labelsOfSeries } from '../rules/rule-labels';
import { noWishes, type Signal } from '../signal';
import { known, placeLabels } from './place-labels';

/**
 * What is unusual, as far as policy makes alerts of it. A finding that is over, or that policy makes no alert of any more, is said to be
 * over: that means nothing where it never was an alert.
 */
export function findingSignals(event: ConsoleEvent, view: DomainView): Signal[] {
  return event.type === 'findings.changed' ? event.findings.map((finding) => signalOf(finding, event.at, view)) : [];
}

/** What an alert made of a finding about this subject is known by. */
export function findingFingerprint(subject: string): string {
  return `finding:${subject}`;
}

function signalOf(finding: Finding, at: Signal['at'], view: DomainView): Signal {
  const { contextId, executionId, sourceServerId, policy, endedBecause } = finding;
  const fires = finding.endedAt === null && policy.alerts;
  const { value, expected } = finding.evidence;
  return {
    fingerprint: findingFingerprint(finding.subject),
    state: fires ? 'firing' : 'resolved',
    at,
    origin: 'finding',
    name: finding.family,
    severity: finding.severity,
    title: finding.title,
    summary: finding.summary,
    nextStep: finding.nextStep,
    labels: labelsOf(finding, view),
    contextId,
    executionId,
    sourceServerId,
    noticeId: null,
    ruleId: null,
    value,
    threshold: value === null || expected === null ? null : value > expected.high ? expected.high : expected.low,
    because: fires ? null : (endedBecause ?? policy.why),
    isTold: false,
    wishes: noWishes,
  };
}

/** More would be read by nobody; who else is part of it stands in the finding. */
const MOST_SERVERS = 10;

function labelsOf(finding: Finding, view: DomainView): Labels {
  const { family, aspect, contextId, executionId, sourceServerId, planName, series, members, method } = finding;
  const servers = [...new Set(members.flatMap(({ series: { labels } }) => labels.server ?? []))].slice(0, MOST_SERVERS);
  return {
    ...(series === null ? {} : labelsOfSeries(series, view)),
    ...known({ plan: planName, metric: series?.metric, servers: servers.join(',') }),
    ...placeLabels({ contextId, executionId, sourceServerId }, view),
    source: 'finding',
    kind: kindOf(finding),
    family,
    aspect,
    method,
  };
}
