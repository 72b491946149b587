import type { Instant } from '../primitives';
import type { Period } from '../reports/blocks';
import type { ReportSources } from '../reports/sources';
import { type Attachment, isValidAt } from './attachment';
import type { ControlEvaluation, ControlResult, EvidenceResult, FrameworkEvaluation, RiskEvaluation } from './evaluation';
import { evidenceKindOf } from './evidence/registry';
import { type Facts, factsOf } from './facts';
import type { Control, Framework } from './framework';

type Judge = (kind: string, parameters: Readonly<Record<string, unknown>>) => EvidenceResult;
type Missing = ControlEvaluation['missing'];

/**
 * Holds a framework against what happened within a period (D26 says how a control's result follows from its evidence). Pure: the same
 * sources, period and framework give the same evaluation. The framework has been read by `readFramework`.
 */
export function evaluateFramework(framework: Framework, sources: ReportSources, period: Period): FrameworkEvaluation {
  const facts = factsOf(sources, period);
  const judge = judgeOnce(facts);
  const attachments = sources.attachments().filter((one) => one.frameworkId === framework.frameworkId);
  const controls = framework.controls.map((control) =>
    evaluateControl(
      control,
      judge,
      attachments.filter(({ controlId }) => controlId === control.id),
      sources.asOf,
    ),
  );
  const { frameworkId, name, version } = framework;
  return {
    frameworkId,
    name,
    version,
    at: sources.asOf,
    period: { from: period.from, to: period.to, name: period.name, zone: period.zone },
    totals: totalsOf(controls),
    controls,
    risks: framework.risks.map((risk) => evaluateRisk(risk, framework, judge)),
  };
}

/** Several controls ask for the same evidence: it is judged once. */
function judgeOnce(facts: Facts): Judge {
  const judged = new Map<string, EvidenceResult>();
  return (kind, parameters) => {
    const key = `${kind} ${JSON.stringify(parameters)}`;
    const known = judged.get(key);
    if (known !== undefined) return known;
    const result = judgeEvidence(kind, parameters, facts);
    judged.set(key, result);
    return result;
  };
}

function judgeEvidence(kind: string, parameters: Readonly<Record<string, unknown>>, facts: Facts): EvidenceResult {
  const evidence = evidenceKindOf(kind);
  if (evidence === null) throw new Error(`There is no evidence ${kind}`);
  const { title, how } = evidence;
  return { evidence: kind, title, how, ...evidence.judge(parameters, facts) };
}

function evaluateControl(control: Control, judge: Judge, attachments: readonly Attachment[], at: Instant): ControlEvaluation {
  const { id: controlId, group, title, asks } = control;
  const evidence = control.evidence.map(({ kind, parameters, answers }) => ({ ...judge(kind, parameters), answers }));
  const missing = missingOf(control, attachments, at);
  return { controlId, group, title, asks, ...resultOf(evidence, missing), evidence, missing };
}

function missingOf({ elsewhere }: Control, attachments: readonly Attachment[], at: Instant): Missing {
  const valid = attachments.filter((one) => isValidAt(one, at));
  return elsewhere.map(({ what, who }) => ({
    what,
    who,
    attachedAs: valid.filter(({ answers }) => answers === what).map(({ attachmentId }) => attachmentId),
  }));
}

/** Of a control: what its evidence says, and at most `partly` while something that must come from elsewhere is missing. */
export function resultOf(
  evidence: readonly Pick<EvidenceResult, 'result' | 'title'>[],
  missing: Missing,
): Pick<ControlEvaluation, 'result' | 'reasons'> {
  const open = missing.filter(({ attachedAs }) => attachedAs.length === 0);
  const lacking = open.map(({ what, who }) => `Not attached: ${what} (${who}).`);
  if (evidence.length === 0) return byHandAlone(missing, open.length, lacking);
  const { result, reasons } = combined(evidence);
  if (open.length === 0) return { result, reasons };
  return { result: result === 'satisfied' ? 'partly' : result, reasons: [...reasons, ...lacking] };
}

/** Nothing here can answer it: what people attached is all there is. */
function byHandAlone(missing: Missing, open: number, lacking: readonly string[]): Pick<ControlEvaluation, 'result' | 'reasons'> {
  if (missing.length === 0) return { result: 'not-assessed', reasons: ['Nothing answers this control.'] };
  if (open === missing.length)
    return { result: 'not-assessed', reasons: ['It cannot be answered from here, and nothing is attached.', ...lacking] };
  if (open > 0) return { result: 'partly', reasons: ['It rests on what is attached alone.', ...lacking] };
  return { result: 'satisfied', reasons: ['It rests on what is attached alone; nothing here bears it out.'] };
}

/** All alike: that. Satisfied with anything else is partly; so is what failed beside what could not be judged, unless nothing held. */
function combined(evidence: readonly Pick<EvidenceResult, 'result' | 'title'>[]): {
  readonly result: ControlResult;
  readonly reasons: string[];
} {
  const of = (result: ControlResult): string[] => evidence.filter((one) => one.result === result).map(({ title }) => title);
  const [held, partly, failed, open] = [of('satisfied'), of('partly'), of('not'), of('not-assessed')];
  const reasons = [
    ...sentence('Not seen to hold', failed),
    ...sentence('Holds in part', partly),
    ...sentence('Could not be judged', open),
    ...sentence('Holds', held),
  ];
  if (held.length === evidence.length) return { result: 'satisfied', reasons };
  if (open.length === evidence.length) return { result: 'not-assessed', reasons };
  if (held.length + partly.length === 0) return { result: 'not', reasons };
  return { result: 'partly', reasons };
}

function sentence(begins: string, titles: readonly string[]): string[] {
  return titles.length === 0 ? [] : [`${begins}: ${titles.join('; ')}.`];
}

/** Each kind of evidence with the parameters under which a control of the framework asks for it. */
function evaluateRisk({ evidence, ...risk }: Framework['risks'][number], framework: Framework, judge: Judge): RiskEvaluation {
  const { id, treatment, owner } = risk;
  const asked = framework.controls.flatMap((control) => control.evidence);
  const judged = evidence.map((kind) => judge(kind, asked.find((one) => one.kind === kind)?.parameters ?? {}));
  const found =
    judged.length === 0
      ? { result: 'not-assessed' as const, reasons: ['Nothing here shows whether the treatment works.'] }
      : combined(judged);
  return { id, risk: risk.risk, treatment, owner, ...found };
}

function totalsOf(controls: readonly ControlEvaluation[]): FrameworkEvaluation['totals'] {
  const of = (result: ControlResult): number => controls.filter((one) => one.result === result).length;
  return { satisfied: of('satisfied'), partly: of('partly'), not: of('not'), notAssessed: of('not-assessed') };
}
