import type { FrameworkEvaluation } from '../frameworks/evaluation';
import type { Framework } from '../frameworks/framework';
import type { Instant } from '../primitives';
import type { Block, Period } from './blocks';
import { type PeriodSetting, periodOf } from './periods';
import type { ReportConfiguration, ReportSectionConfiguration } from './report-configuration';
import type { ReportSection } from './report-document';
import type { PersonalDataRecord, ReportWords, SectionKind } from './section-kind';
import { sectionKindOf } from './sections/registry';
import { PeriodSetting as PeriodSchema } from './sections/settings';
import type { ReportSources } from './sources';

export interface SectionsInput {
  readonly sources: ReportSources;
  /** What "last month" is counted from. */
  readonly asOf: Instant;
  readonly zone: string;
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
  const kind = sectionKindOf(section.Type);
  const period = periodIn(section.Configuration, input);
  const built = builtBlocks(kind, section, period.value, input);
  return {
    number,
    title: section.Name.trim(),
    type: section.Type,
    period: kind?.fields.some((field) => field.kind === 'period') === true ? period.value : null,
    blocks: built.blocks,
    troubles: [...(period.trouble === null ? [] : [period.trouble]), ...built.troubles],
    sections: sectionsIn(section.Sections ?? [], `${number}.`, input),
  };
}

interface Built {
  readonly blocks: readonly Block[];
  readonly troubles: readonly string[];
}

function builtBlocks(
  kind: SectionKind | null,
  { Type, Configuration = {} }: ReportSectionConfiguration,
  period: Period | null,
  { sources, evaluation, framework, register, words }: SectionsInput,
): Built {
  if (kind === null) return { blocks: [], troubles: [words('trouble.unknownType', { type: Type })] };
  // What was wrong with it has been said already.
  if (period === null) return { blocks: [], troubles: [] };
  const configuration = kind.Configuration.safeParse(Configuration);
  if (!configuration.success) {
    const fields = configuration.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    return { blocks: [], troubles: [words('trouble.badConfiguration', { fields })] };
  }
  try {
    const blocks = kind.build({
      configuration: configuration.data,
      period,
      sources,
      evaluation,
      framework,
      register,
      words,
    });
    return { blocks, troubles: [] };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { blocks: [], troubles: [words('trouble.failed', { reason })] };
  }
}

/** The period of one section; the usual one where it does not say. */
function periodIn(
  configuration: Record<string, unknown> | undefined,
  { asOf, zone, words }: SectionsInput,
): { readonly value: Period | null; readonly trouble: string | null } {
  const parsed = PeriodSchema.safeParse(configuration?.Period ?? USUAL_PERIOD);
  const setting: PeriodSetting | null = parsed.success ? parsed.data : null;
  if (setting === null)
    return { value: null, trouble: words('trouble.badPeriod', { reason: parsed.error?.issues[0]?.message ?? '' }) };
  const period = periodOf(setting, asOf, zone);
  return period.ok
    ? { value: period.value, trouble: null }
    : { value: null, trouble: words('trouble.badPeriod', { reason: period.error }) };
}

/** From the beginning of the earliest to the end of the latest period of any section; null where none has one. */
export function periodOfSections(sections: readonly ReportSection[]): Period | null {
  const periods = sections.flatMap(periodsIn);
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
