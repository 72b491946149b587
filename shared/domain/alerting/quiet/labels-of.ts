import type { Severity } from '../../notice';
import type { Labels, LabelTest, Matcher } from '../labels';

/** What matchers look at: labels, and how grave it is. */
export interface Subject {
  readonly labels: Labels;
  readonly severity: Severity;
}

export type SubjectTest = (subject: Subject) => boolean;

/** `severity` is a label of every alert, though it is not kept as one. */
export function labelOf({ labels, severity }: Subject, label: string): string {
  return labels[label] ?? (label === 'severity' ? severity : '');
}

/** Labels are copied only where somebody asks for the severity. */
export function subjectTest(matchers: readonly Matcher[], test: LabelTest): SubjectTest {
  if (!matchers.some(({ label }) => label === 'severity')) return ({ labels }) => test(labels);
  return ({ labels, severity }) => test(labels.severity === undefined ? { ...labels, severity } : labels);
}
