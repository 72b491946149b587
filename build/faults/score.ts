import type { Expected, Labelled } from './labels';
import type { Found, Outcome } from './outcome';

/** What one played fault came to, compared with its label. */
export interface Judged {
  readonly fault: Pick<Labelled, 'name' | 'file' | 'set' | 'expected'>;
  readonly hits: readonly Hit[];
  /** Expected, not optional, and not found. */
  readonly missed: readonly Expected[];
  /** Found and belonging to nothing that happened. */
  readonly falsePositives: readonly Found[];
  readonly messages: Outcome['messages'];
  readonly findings: Outcome['findings'];
}

/** One expected incident that was found: `others` are further incidents about the same, which should have been one. */
export interface Hit {
  readonly expected: Expected;
  readonly found: Found;
  readonly others: readonly Found[];
  readonly isCauseFirst: boolean;
}

export interface Figures {
  readonly faults: number;
  readonly harmless: number;
  readonly expected: number;
  readonly found: number;
  readonly missed: number;
  readonly falsePositives: number;
  readonly fragments: number;
  /** Share of the incidents opened that are one of those expected, each counted once. */
  readonly precision: number;
  /** Share of the expected incidents that were found. */
  readonly recall: number;
  /** Share of the incidents opened that belong to nothing that happened. */
  readonly falsePositiveRate: number;
  /** Harmless stories in which somebody was woken. */
  readonly harmlessAlarmed: number;
  readonly notificationsPerIncident: number;
  readonly messagesPerIncident: number;
  /** Incidents of which people were told more often than the label allows. */
  readonly toldTooOften: number;
  /** Share of the found incidents whose true cause is ranked first. */
  readonly causeFirst: number;
  /** What was found unusual in all stories, and became alerts. */
  readonly findings: number;
  readonly findingsAlerted: number;
  /** Harmless stories in which something was found unusual, and in which that became an alert. */
  readonly harmlessWithFindings: number;
  readonly harmlessWithFindingAlerts: number;
}

/** Compares one outcome with its label. */
export function judge(fault: Labelled, { incidents, messages, findings }: Outcome): Judged {
  const hits: Hit[] = [];
  const missed: Expected[] = [];
  const taken = new Set<Found>();
  for (const expected of fault.expected) {
    const own = incidents.filter((found) => !taken.has(found) && isAbout(found, expected));
    for (const found of own) taken.add(found);
    const right = [expected.cause, ...expected.alsoRight];
    const best = own.find(({ causes: [first] }) => first !== undefined && right.includes(first)) ?? own[0];
    if (best === undefined) {
      if (!expected.optional) missed.push(expected);
      continue;
    }
    const [first] = best.causes;
    const others = own.filter((found) => found !== best && !isTolerated(found, fault));
    hits.push({ expected, found: best, others, isCauseFirst: first !== undefined && right.includes(first) });
  }
  const falsePositives = incidents.filter((found) => !taken.has(found) && !isTolerated(found, fault));
  return { fault, hits, missed, falsePositives, messages, findings };
}

function isAbout({ labels }: Found, { subjects }: Expected): boolean {
  return labels.some(([name, value]) => subjects[name]?.some((wanted) => wanted === value || wanted === '*') === true);
}

function isTolerated({ causes: [first] }: Found, { tolerated }: Labelled): boolean {
  return first !== undefined && tolerated.includes(first);
}

/** The figures of a report. A share of nothing is 1 where that is well, 0 where it is not. */
export function figuresOf(judged: readonly Judged[]): Figures {
  const hits = judged.flatMap((one) => one.hits);
  const missed = judged.flatMap((one) => one.missed).length;
  const falsePositives = judged.flatMap((one) => one.falsePositives).length;
  const fragments = hits.flatMap(({ others }) => others).length;
  const opened = hits.length + fragments + falsePositives;
  const harmless = judged.filter(({ fault }) => fault.expected.length === 0);
  const told = hits.reduce((sum, { found, others }) => sum + toldOf([found, ...others]), 0);
  const messages = judged.reduce((sum, one) => sum + (one.fault.expected.length === 0 ? 0 : one.messages.everything), 0);
  return {
    faults: judged.length - harmless.length,
    harmless: harmless.length,
    expected: hits.length + missed,
    found: hits.length,
    missed,
    falsePositives,
    fragments,
    precision: share(hits.length, opened, 1),
    recall: share(hits.length, hits.length + missed, 1),
    falsePositiveRate: share(falsePositives, opened, 0),
    harmlessAlarmed: harmless.filter((one) => one.falsePositives.length > 0).length,
    notificationsPerIncident: share(told, hits.length, 0),
    messagesPerIncident: share(messages, hits.length, 0),
    toldTooOften: hits.filter(({ expected, found, others }) => toldOf([found, ...others]) > expected.notifications).length,
    causeFirst: share(hits.filter(({ isCauseFirst }) => isCauseFirst).length, hits.length, 1),
    findings: judged.reduce((sum, { findings }) => sum + findings.found, 0),
    findingsAlerted: judged.reduce((sum, { findings }) => sum + findings.alerted, 0),
    harmlessWithFindings: harmless.filter(({ findings }) => findings.found > 0).length,
    harmlessWithFindingAlerts: harmless.filter(({ findings }) => findings.alerted > 0).length,
  };
}

function toldOf(found: readonly Found[]): number {
  return found.reduce((sum, { told }) => sum + told, 0);
}

function share(part: number, whole: number, ofNothing: number): number {
  return whole === 0 ? ofNothing : part / whole;
}
