import type { Finding } from '../../../shared/domain/detection/finding';
import { instantOf } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { writeRefused } from './notification-refusals';
import { pageAfter } from './paging';
import { impossible, notFound, unavailable } from './problems';

/** What is unusual: read by everybody; judged, and what is watched changed, by whoever may act. */
export function findingHandlers(os: Implementer, engine: Engine) {
  const { findings } = os;
  const book = () => engine.inside.findings;
  const whole = () => ({ headers: { etag: book().store.etag() }, body: book().store.current() });

  /** What is open is known better than it is recorded. */
  const newest = (finding: Finding): Finding => {
    const open = book().open().get(finding.subject);
    return open?.findingId === finding.findingId ? open : finding;
  };
  const read = (findingId: string): Finding => {
    const finding = book().tables.read(findingId);
    if (finding === null) throw notFound('finding', findingId);
    return newest(finding);
  };

  return {
    list: findings.list.handler(({ input }) => {
      const { state, family, aspect, method, context, execution, server, from, to } = input;
      return pageAfter(
        input,
        ({ openedAt, findingId }) => `${openedAt} ${findingId}`,
        (before, limit) =>
          book()
            .tables.list({
              state,
              family: family ?? null,
              aspect: aspect ?? null,
              method: method ?? null,
              context: context ?? null,
              execution: execution ?? null,
              server: server ?? null,
              from: from === undefined ? null : instantOf(Date.parse(from)),
              to: to === undefined ? null : instantOf(Date.parse(to)),
              before,
              limit,
            })
            .map(newest),
      );
    }),
    read: findings.read.handler(({ input: { findingId } }) => read(findingId)),
    judge: findings.judge.handler(({ input: { findingId, verdict, note }, context: { actor } }) => {
      const { executionId, contextId } = read(findingId);
      const about = { executionId: executionId ?? undefined, contextId: contextId ?? undefined, note: note ?? undefined };
      return runCommand(engine, { command: 'findings.judge', need: 'act', actor, ...about }, async () => {
        const judged = await book().judge(findingId, { verdict, note }, actor);
        if (!judged.ok && judged.error.code === 'unknown') throw notFound('finding', findingId);
        if (!judged.ok) throw unavailable('finding.not-writable', judged.error.message);
        const { kind, before, sensitivity } = judged.value;
        return done(`The sensitivity of ${kind} is ${sensitivity}; it was ${before}.`, judged.value);
      });
    }),
    rule: findings.rule.handler(({ input: { findingId } }) => {
      const finding = read(findingId);
      const draft = book().draftRule(finding);
      if (draft === null)
        throw impossible(
          'finding.no-rule',
          'No rule could say what was found here: it has no series of its own, and no servers, wave, plan or job-log event that a rule could name.',
        );
      return { configuration: draft.configuration, why: draft.why };
    }),
    settings: {
      get: findings.settings.get.handler(whole),
      put: findings.settings.put.handler(({ input: { headers, body }, context: { actor } }) =>
        runCommand(engine, { command: 'findings.settings.put', need: 'act', actor }, async () => {
          const replaced = await book().store.replace(body, headers['if-match'] ?? null, actor);
          if (!replaced.ok) throw writeRefused('detection', replaced.error);
          return done('The settings of detection were replaced.', whole());
        }),
      ),
    },
  };
}
