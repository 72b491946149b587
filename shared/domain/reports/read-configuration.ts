import { DateTime, IANAZone } from 'luxon';
import type { z } from 'zod';
import { isWithinDepth } from '../../lib/depth';
import { err, ok, type Result } from '../../lib/result';
import {
  DEEPEST_SECTION,
  ReportConfiguration,
  type ReportDistribution,
  type ReportSchedule,
  type ReportSectionConfiguration,
} from './report-configuration';
import { dueTimes } from './schedule/due-times';
import { sectionKindOf, sectionKinds } from './sections/registry';

/** What is wrong with a definition, and where: `Sections[1].Configuration.Period`. */
export interface ConfigurationProblem {
  readonly field: string;
  readonly message: string;
}

/** Deeper than any definition; whoever sends more is not making one. */
const DEEPEST_VALUE = 40;
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;
const CRON_FIELDS = 5;

/**
 * Reads a definition exactly as it was sent: what is answered is the value itself, with fields nobody knows and in the order in which
 * they came. One bad field refuses the whole, with all problems named.
 *
 * @param frameworks ids that are known; absent where nobody knows them yet
 */
export function readReportConfiguration(
  value: unknown,
  frameworks?: readonly string[],
): Result<ReportConfiguration, readonly ConfigurationProblem[]> {
  if (!isWithinDepth(value, DEEPEST_VALUE)) return err([{ field: '', message: `is nested deeper than ${DEEPEST_VALUE} levels` }]);
  const parsed = ReportConfiguration.safeParse(value);
  if (!parsed.success) return err(problemsOf(parsed.error, '', value));
  const definition = parsed.data;
  const problems = [
    ...frameworkProblems(definition.Framework, frameworks),
    ...(definition.Schedule === undefined ? [] : scheduleProblems(definition.Schedule)),
    ...(definition.Distribution === undefined ? [] : distributionProblems(definition.Distribution)),
    ...sectionsProblems(definition.Sections, 'Sections', 1),
  ];
  return problems.length === 0 && isReportConfiguration(value) ? ok(value) : err(problems);
}

function isReportConfiguration(value: unknown): value is ReportConfiguration {
  return ReportConfiguration.safeParse(value).success;
}

function frameworkProblems(framework: string | undefined, known: readonly string[] | undefined): ConfigurationProblem[] {
  if (framework === undefined || known === undefined || known.includes(framework)) return [];
  return [{ field: 'Framework', message: `there is no framework ${framework}; known: ${known.join(', ')}` }];
}

function scheduleProblems(schedule: ReportSchedule): ConfigurationProblem[] {
  const { Frequency, Cron, TimeZone } = schedule;
  const problems: ConfigurationProblem[] = [];
  const add = (field: string, message: string): void => void problems.push({ field: `Schedule.${field}`, message });
  if (TimeZone !== undefined && !IANAZone.isValidZone(TimeZone)) add('TimeZone', `${TimeZone} is not a time zone`);
  if (Frequency === 'CRON' && Cron === undefined) add('Cron', 'is missing: CRON needs its expression');
  if (Cron !== undefined && Cron.trim().split(/\s+/).length !== CRON_FIELDS)
    add('Cron', 'must have five fields: minute, hour, day of month, month, day of week');
  const times = problems.length === 0 ? dueTimes(schedule) : null;
  if (times?.ok === false) add(Frequency === 'CRON' ? 'Cron' : 'Frequency', times.error);
  return problems;
}

function distributionProblems(distribution: ReportDistribution): ConfigurationProblem[] {
  const { DeliveryMethod, Recipients = [], TopicArn, Folder, Bucket } = distribution;
  const problems: ConfigurationProblem[] = [];
  const add = (field: string, message: string): void => void problems.push({ field: `Distribution.${field}`, message });
  for (const [index, recipient] of Recipients.entries())
    if (!ADDRESS.test(recipient.trim())) add(`Recipients[${index}]`, 'must be a mail address');
  if (DeliveryMethod === 'EMAIL' && Recipients.length === 0) add('Recipients', 'is missing: EMAIL needs at least one');
  if (DeliveryMethod === 'SNS' && TopicArn === undefined) add('TopicArn', 'is missing: SNS needs its topic');
  if (TopicArn !== undefined && !/^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:\S+$/.test(TopicArn))
    add('TopicArn', 'must be the ARN of an SNS topic');
  if (DeliveryMethod === 'FOLDER' && Folder === undefined) add('Folder', 'is missing: FOLDER needs an absolute path');
  if (Folder !== undefined && !/^(\/|[A-Za-z]:[\\/]|\\\\)/.test(Folder)) add('Folder', 'must be an absolute path');
  if (DeliveryMethod === 'S3' && Bucket === undefined) add('Bucket', 'is missing: S3 needs its bucket');
  return problems;
}

function sectionsProblems(
  sections: readonly ReportSectionConfiguration[],
  place: string,
  depth: number,
): readonly ConfigurationProblem[] {
  if (depth > DEEPEST_SECTION && sections.length > 0)
    return [{ field: place, message: `sections are nested deeper than ${DEEPEST_SECTION} levels` }];
  return sections.flatMap((section, index) => {
    const at = `${place}[${index}]`;
    const { Sections: inner = [], Type, Configuration = {} } = section;
    const kind = sectionKindOf(Type);
    const known = sectionKinds.map(({ type }) => type).join(', ');
    const own =
      kind === null
        ? [{ field: `${at}.Type`, message: `there is no type of section ${Type}; allowed: ${known}` }]
        : configurationProblems(kind.Configuration, Configuration, `${at}.Configuration`);
    return [...own, ...sectionsProblems(inner, `${at}.Sections`, depth + 1)];
  });
}

function configurationProblems(schema: z.ZodType, configuration: unknown, place: string): ConfigurationProblem[] {
  const parsed = schema.safeParse(configuration);
  if (!parsed.success) return problemsOf(parsed.error, place, configuration);
  return periodProblems(configuration, `${place}.Period`);
}

/** A period of one's own: whether its borders are dates, in order. In UTC; a zone moves both alike. */
function periodProblems(configuration: unknown, place: string): ConfigurationProblem[] {
  const period = fieldOf(configuration, 'Period');
  const [from, to] = [fieldOf(period, 'From'), fieldOf(period, 'To')];
  if (typeof from !== 'string' || typeof to !== 'string') return [];
  const [begins, ends] = [from, to].map((text) => DateTime.fromISO(text, { zone: 'UTC' }));
  if (begins?.isValid !== true) return [{ field: `${place}.From`, message: `${from} is neither a date nor a moment` }];
  if (ends?.isValid !== true) return [{ field: `${place}.To`, message: `${to} is neither a date nor a moment` }];
  const isOneDay = from === to && !from.includes('T');
  return begins < ends || isOneDay ? [] : [{ field: `${place}.To`, message: `must be later than From ${from}` }];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function problemsOf({ issues }: z.ZodError, place: string, value: unknown): ConfigurationProblem[] {
  return issues.map((issue) => ({ field: fieldName(place, issue.path), message: messageOf(issue, valueAt(value, issue.path)) }));
}

function messageOf(issue: z.core.$ZodIssue, found: unknown): string {
  if (found === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) return 'is missing';
  if (issue.code === 'invalid_value')
    return `must be one of ${issue.values.map(String).join(', ')}, not ${JSON.stringify(found)}`;
  if (issue.code === 'invalid_type') return `must be ${issue.expected}, not ${found === null ? 'null' : typeofArray(found)}`;
  return issue.message;
}

function typeofArray(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), value);
}

/** `Sections[1].Configuration.Period`; the whole is called `definition`. */
function fieldName(place: string, path: readonly PropertyKey[]): string {
  const text = path.reduce<string>((at, key) => {
    if (typeof key === 'number') return `${at}[${key}]`;
    return at === '' ? String(key) : `${at}.${String(key)}`;
  }, place);
  return text === '' ? 'definition' : text;
}
