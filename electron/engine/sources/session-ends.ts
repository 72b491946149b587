import { aNotice } from '../../../shared/domain/judge/notice-form';
import { type ContextId, type Instant, msOf, NoticeId } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import type { Core } from '../engine-api';
import type { Ports } from '../ports';

/** How long before its end a session that cannot renew itself is announced, and how often that is looked at (wall time). */
const aheadMs = 10 * 60_000;
const lookEveryMs = 30_000;

export interface SessionWatch {
  /** Looks at once, beside the looks it takes by itself. */
  look(): Promise<void>;
  stop(): void;
}

/**
 * Announces the end of sessions that need a person before it comes, on the wall clock, where credentials live. One notice for an end;
 * it resolves when the session was renewed. What ended stays on screen with its age.
 */
export function watchSessions({
  core,
  ports,
  contexts,
}: {
  readonly core: Core;
  readonly ports: Ports;
  readonly contexts: () => readonly AwsContext[];
}): SessionWatch {
  const stopping = new AbortController();
  const told = new Map<ContextId, NoticeId>();

  async function lookAt(aws: AwsContext): Promise<void> {
    const { contextId } = aws.spec;
    const end = await aws.access.endsAt();
    const noticeId = end === null ? null : NoticeId.parse(`session-ends:${contextId}:${end}`);
    const before = told.get(contextId);
    if (before !== undefined && before !== noticeId) {
      told.delete(contextId);
      const because = end === null ? 'That session is not in use any more.' : 'The session was renewed.';
      if (core.state().notices[before]?.resolvedAt === null)
        core.commit([{ type: 'notice.resolved', at: ports.clock.now(), noticeId: before, because }]);
    }
    if (end === null || noticeId === null || msOf(end) - ports.wall.nowMs() > aheadMs) return;
    told.set(contextId, noticeId);
    if (core.state().notices[noticeId] === undefined) announce(aws, end, noticeId);
  }

  function announce(aws: AwsContext, end: Instant, noticeId: NoticeId): void {
    const { contextId, profile } = aws.spec;
    const context = core.state().contexts[contextId];
    const plan = aws.access.plan();
    const isSso = plan?.ok === true && plan.value.kind === 'sso';
    const at = ports.clock.now();
    const name = context?.name ?? profile;
    const notice = aNotice({
      noticeId,
      kind: 'our-own-trouble',
      severity: 'MEDIUM',
      title: `The session of ${name} ends at ${end.slice(11, 16)} UTC`,
      body: `After ${end} nothing new is read with profile ${profile}; what was read stays, with its age.`,
      nextStep: isSso
        ? `Sign in on the accounts screen, or with: aws sso login --profile ${profile}.`
        : 'Give a new MFA code on the accounts screen once it has ended.',
      contextId,
      executionId: null,
      sourceServerId: null,
      raisedAt: at,
      needsAnswer: true,
      rehearsal: context?.rehearsal ?? false,
    });
    core.commit([{ type: 'notice.raised', at, notice }]);
  }

  async function look(): Promise<void> {
    for (const aws of contexts()) await lookAt(aws);
  }

  async function lookOnAndOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      await ports.wall.sleep(lookEveryMs, stopping.signal);
      await look();
    }
  }
  lookOnAndOn().catch((reason: unknown) => {
    if (!stopping.signal.aborted) ports.log.error({ error: String(reason) }, 'ends of sessions are not announced any more');
  });
  return { look, stop: () => stopping.abort(new Error('the console stops')) };
}
