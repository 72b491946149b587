import { instantOf } from '../../../shared/domain/primitives';
import { unreachable } from '../../../shared/lib/unreachable';
import type { Engine } from '../engine-api';
import type { EvaluationProblem } from '../frameworks/evaluate-in';
import { evidenceCatalogue, type ShelvedFramework } from '../frameworks/framework-shelf';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { writeRefused } from './notification-refusals';
import { impossible, invalid, notFound, unavailable } from './problems';

/** Frameworks: read by everybody, own ones and evidence changed by whoever may act. */
export function frameworkHandlers(os: Implementer, engine: Engine) {
  const { frameworks } = os;
  const shelf = () => engine.inside.frameworks;
  const attachments = () => engine.inside.attachments;
  const { dataDir, version } = engine.options;
  const now = () => engine.ports.clock.now();

  return {
    list: frameworks.list.handler(() => ({ items: shelf().list().map(listingOf) })),
    get: frameworks.get.handler(({ input: { frameworkId } }) => readable(shelf().get(frameworkId), frameworkId)),
    put: frameworks.put.handler(({ input: { params, body }, context: { actor } }) =>
      runCommand(engine, { command: 'frameworks.put', need: 'act', actor, note: params.frameworkId }, async () => {
        const saved = await shelf().save(params.frameworkId, body, actor);
        if (!saved.ok) throw writeRefused('framework', saved.error);
        return done(`The framework ${saved.value.name} was saved.`, saved.value);
      }),
    ),
    remove: frameworks.remove.handler(({ input: { frameworkId }, context: { actor } }) =>
      runCommand(engine, { command: 'frameworks.remove', need: 'act', actor, note: frameworkId }, async () => {
        const removed = await shelf().remove(frameworkId, actor);
        if (!removed.ok) throw writeRefused('framework', removed.error);
        return done('The framework was removed.', { frameworkId });
      }),
    ),
    evaluation: frameworks.evaluation.handler(async ({ input: { frameworkId, period, zone, asOf } }) => {
      const wish = { frameworkId, period, zone, asOf: asOf === undefined ? now() : instantOf(Date.parse(asOf)) };
      const { result } = await engine.inside.evaluator.ask({ type: 'evaluate', dataDir, version, wish });
      if (!result.ok) throw notEvaluated(frameworkId, result.error);
      return result.value;
    }),
    evidence: frameworks.evidence.handler(() => ({ items: evidenceCatalogue() })),
    attachments: frameworks.attachments.handler(({ input: { frameworkId } }) => ({
      items: [...attachments().list(frameworkId ?? null)],
    })),
    attachmentFile: frameworks.attachmentFile.handler(async ({ input: { attachmentId } }) => {
      const file = await attachments().file(attachmentId);
      if (!file.ok) throw writeRefused('evidence', file.error);
      return new File([new Uint8Array(file.value.bytes)], file.value.name, { type: 'application/octet-stream' });
    }),
    attach: frameworks.attach.handler(({ input: { frameworkId, validUntil, ...wish }, context: { actor } }) =>
      runCommand(engine, { command: 'frameworks.attach', need: 'act', actor, note: frameworkId }, async () => {
        const framework = readable(shelf().get(frameworkId), frameworkId);
        const until = validUntil === null ? null : instantOf(Date.parse(validUntil));
        const attached = await attachments().attach(framework, { ...wish, validUntil: until }, actor);
        if (!attached.ok) throw writeRefused('evidence', attached.error);
        return done(`Evidence was added to ${attached.value.controlId}.`, attached.value);
      }),
    ),
    withdraw: frameworks.withdraw.handler(({ input: { attachmentId }, context: { actor } }) =>
      runCommand(engine, { command: 'frameworks.withdraw', need: 'act', actor, note: attachmentId }, async () => {
        const withdrawn = attachments().withdraw(attachmentId, actor);
        if (!withdrawn.ok) throw writeRefused('evidence', withdrawn.error);
        return done('The evidence was withdrawn; it stays in the record.', withdrawn.value);
      }),
    ),
    register: frameworks.register.handler(async () => {
      const { result } = await engine.inside.evaluator.ask({
        type: 'register',
        dataDir,
        version,
        nowMs: engine.ports.clock.nowMs(),
      });
      if (!result.ok) throw unavailable('journal.not-readable', result.error.message);
      return { items: [...result.value] };
    }),
  };
}

function listingOf({ frameworkId, name, version, about, controls, shipped, problems }: ShelvedFramework) {
  const said = problems.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
  return { frameworkId, name, version, about, controls, shipped, problems: said };
}

function readable(found: ShelvedFramework | null, frameworkId: string) {
  if (found === null) throw notFound('framework', frameworkId);
  if (found.framework !== null) return found.framework;
  const said = found.problems.map(({ field, message }) => `${field}: ${message}`).join('; ');
  throw impossible('framework.faulty', `The framework ${frameworkId} has faults. ${said}`);
}

function notEvaluated(frameworkId: string, { code, field, message }: EvaluationProblem) {
  switch (code) {
    case 'unknown':
      return notFound('framework', frameworkId);
    case 'invalid':
      return invalid('framework.invalid', field ?? 'period', message);
    case 'faulty':
      return impossible('framework.faulty', message);
    case 'not-readable':
      return unavailable('journal.not-readable', message);
    default:
      return unreachable(code);
  }
}
