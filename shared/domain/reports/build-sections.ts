import { ok, type Result } from '../../lib/result';
import type { FrameworkEvaluation } from '../frameworks/evaluation';
import type { Framework } from '../frameworks/framework';
import type { Instant } from '../primitives';
import type { Period } from './blocks';
import { type PeriodSetting, periodOf } from './periods';
import type { ReportConfiguration, ReportSectionConfiguration } from './report-configuration';
import type { ReportSection } from './report-document';
import type { PersonalDataRecord, ReportWords } from './section-kind';
import { sectionKindOf } from './sections/registry';
import { PeriodSetting as PeriodSchema } from './sections/settings';
import type { ReportSources } from './sources';

export interface SectionsInput {
  readonly sources: ReportSources;
  /** What "last month" is counted from. */
  readonly asOf: Instant;
  readonly zone: string;
  /** When the record begins: `ALL` begins then. Null where nobody knows. */
  readonly since: Instant | null;
  readonly evaluation: FrameworkEvaluation | null;
  readonly framework: Framework | null;
  readonly register: readonly PersonalDataRecord[] | null;
  readonly words: ReportWords;
}

const USUAL_PERIOD = 'LAST_MONTH';

/** Every section of a definition. One that fails is there with its trouble; the others do not notice. Rows are read when they are asked for. */
export function buildSections(definition: Pick<ReportConfiguration, 'Sections'>, input: SectionsInput): readonly ReportSection[] {
  return sectionsIn(definition.Sections, '', input);
}

function sectionsIn(sections: readonly ReportSectionConfiguration[], within: string, input: SectionsInput): ReportSection[] {
  return sections.map((section, index) => sectionOf(section, `${within}${index + 1}`, input));
}

function sectionOf(section: ReportSectionConfiguration, number: string, input: SectionsInput): ReportSection {
  const built = blocksOf(section, input);
  return {
    number,
    title: section.Name.trim(),
    type: section.Type,
    ...built,
    sections: sectionsIn(section.Sections ?? [], `${number}.`, input),
  };
}

type Built = Pick<ReportSection, 'period' | 'blocks' | 'troubles'>;

function blocksOf(section: ReportSectionConfiguration, input: SectionsInput): Built {
  const { words } = input;
  const failed = (trouble: string, period: Period | null = null): Built => ({ period, blocks: [], troubles: [trouble] });
  const kind = sectionKindOf(section.Type);
  if (kind === null) return failed(words('trouble.unknownType', { type: section.Type }));
  const configured = kind.Configuration.safeParse(section.Configuration ?? {});
  if (!configured.success) {
    const fields = configured.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    return failed(words('trouble.badConfiguration', { fields }));
  }
  const period = meantPeriod(periodSettingOf(configured.data), input);
  if (!period.ok) return failed(words('trouble.badPeriod', { reason: period.error }));
  const shown = kind.fields.some((field) => field.kind === 'period') ? period.value : null;
  try {
    const blocks = kind.build({ ...input, configuration: configured.data, period: period.value });
    return { period: shown, blocks, troubles: [] };
  } catch (thrown) {
    return failed(words('trouble.failed', { reason: thrown instanceof Error ? thrown.message : String(thrown) }), shown);
  }
}

/** From what and where periods are counted. */
type Counted = Pick<SectionsInput, 'asOf' | 'zone' | 'since'>;

/** `ALL` begins with the record: what nobody kept is no time without drills. */
function meantPeriod(setting: PeriodSetting, { asOf, zone, since }: Counted): Result<Period, string> {
  const period = periodOf(setting, asOf, zone);
  if (!period.ok || setting !== 'ALL' || since === null || since >= period.value.to) return period;
  return ok({ ...period.value, from: since });
}

/** What a configuration says of its period, defaults included; the usual one where its kind knows none. */
function periodSettingOf(configuration: unknown): PeriodSetting {
  const said = typeof configuration === 'object' && configuration !== null ? Reflect.get(configuration, 'Period') : undefined;
  return PeriodSchema.safeParse(said).data ?? USUAL_PERIOD;
}

/**
 * The period over which a definition holds its framework against what happened: that of its section of evidence, else what its
 * sections look at in all, else the last twelve months.
 */
export function evaluationPeriodOf(definition: Pick<ReportConfiguration, 'Sections'>, counted: Counted): Period | null {
  const all = everySection(definition.Sections);
  const periods = all.flatMap(({ Type, Configuration }) => {
    const kind = sectionKindOf(Type);
    if (kind?.fields.some((field) => field.kind === 'period') !== true) return [];
    const period = meantPeriod(periodSettingOf(kind.Configuration.safeParse(Configuration ?? {}).data), counted);
    return period.ok ? [{ Type, period: period.value }] : [];
  });
  const ofEvidence = periods.find(({ Type }) => Type === 'CONTROL_EVIDENCE')?.period;
  if (ofEvidence !== undefined) return ofEvidence;
  const together = unionOf(periods.map(({ period }) => period));
  if (together !== null) return together;
  const usual = meantPeriod('LAST_12_MONTHS', counted);
  return usual.ok ? usual.value : null;
}

/** Sections and those within them, in the order in which they stand. */
export function everySection(sections: readonly ReportSectionConfiguration[]): readonly ReportSectionConfiguration[] {
  return sections.flatMap((one) => [one, ...everySection(one.Sections ?? [])]);
}

/** From the beginning of the earliest to the end of the latest period of any section; null where none has one. */
export function periodOfSections(sections: readonly ReportSection[]): Period | null {
  return unionOf(sections.flatMap(periodsIn));
}

function unionOf(periods: readonly Period[]): Period | null {
  const [first] = periods;
  if (first === undefined) return null;
  const names = new Set(periods.map(({ name }) => name));
  return {
    from: periods.map(({ from }) => from).sort()[0] ?? first.from,
    to:
      periods
        .map(({ to }) => to)
        .sort()
        .at(-1) ?? first.to,
    name: names.size === 1 ? first.name : [...names].join(', '),
    zone: first.zone,
  };
}

function periodsIn(section: ReportSection): readonly Period[] {
  return [...(section.period === null ? [] : [section.period]), ...section.sections.flatMap(periodsIn)];
}
