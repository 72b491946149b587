import { useCallback, useEffect, useState } from 'react';
import type { SetupSurvey } from '../../../shared/contract/setup';
import type { ContextId } from '../../../shared/domain/primitives';
import type { SetupProgress } from '../../../shared/domain/setup/progress';
import type { SetupWishes } from '../../../shared/domain/setup/wishes';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useConnection, usePage } from '../../store/page';
import { reasonOf } from '../../store/reason-of';
import { useCommand } from '../../store/use-command';

/** What came of a set-up, a check or a removal, line by line. */
export interface Outcome {
  readonly good: boolean;
  readonly message: string;
  readonly lines: readonly { readonly id: string; readonly title: string; readonly good: boolean; readonly message: string }[];
}

export type Busy = 'look' | 'apply' | 'verify' | 'remove';

export interface Setup {
  readonly survey: SetupSurvey | null;
  readonly problem: string | null;
  readonly busy: Busy | null;
  /** How far the work under way has come. */
  readonly progress: SetupProgress | null;
  readonly report: Outcome | null;
  look(): Promise<void>;
  preview(wishes: SetupWishes): Promise<void>;
  apply(): Promise<void>;
  verify(): Promise<void>;
  remove(): Promise<void>;
  removeOld(name: string): Promise<void>;
  /** Ends what is under way after its present step. */
  cancel(): Promise<void>;
  /** Cancelling was asked for, and the step under way goes on. */
  readonly isEnding: boolean;
}

const PROGRESS_EVERY_MS = 1_000;

/** The set-up of one account: its survey, and what is done with it. Each change is followed by a new look. */
export function useSetup(contextId: ContextId, name: string): Setup {
  const { link } = usePage();
  const command = useCommand();
  const live = useConnection().kind === 'live';
  const [survey, setSurvey] = useState<SetupSurvey | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState<Busy | null>(null);
  const [progress, setProgress] = useState<SetupProgress | null>(null);
  const [report, setReport] = useState<Outcome | null>(null);
  const [isEnding, setIsEnding] = useState(false);

  const show = useCallback(
    async (ask: (client: ConsoleClient) => Promise<SetupSurvey>): Promise<void> => {
      const client = link.client();
      if (client === null) return;
      setBusy('look');
      try {
        setSurvey(await ask(client));
        setProblem(null);
      } catch (error) {
        setProblem(reasonOf(error));
      }
      setBusy(null);
    },
    [link],
  );
  const look = useCallback(() => show((client) => client.setup.survey({ contextId })), [show, contextId]);
  useEffect(() => {
    if (live) void look();
  }, [live, look]);

  useEffect(() => {
    if (busy !== 'apply' && busy !== 'remove') return;
    const timer = window.setInterval(() => {
      link
        .client()
        ?.setup.progress({ contextId })
        .then(
          ({ progress: now }) => setProgress(now),
          () => undefined,
        );
    }, PROGRESS_EVERY_MS);
    return () => {
      window.clearInterval(timer);
      setProgress(null);
    };
  }, [busy, link, contextId]);

  const work = async (kind: Busy, what: string, call: (client: ConsoleClient) => Promise<Outcome>): Promise<void> => {
    setBusy(kind);
    setReport(null);
    const done = await command(what, call);
    if (done.ok) setReport(done.value);
    setBusy(null);
    setIsEnding(false);
    await look();
  };
  return {
    survey,
    problem,
    busy,
    progress,
    report,
    look,
    preview: (wishes) => show((client) => client.setup.preview({ contextId, wishes })),
    apply: () =>
      work('apply', t('setup.doSetUp', { name }), async (client) =>
        stepsOf(await client.setup.apply({ contextId, ...(survey === null ? {} : { wishes: survey.wishes }) })),
      ),
    verify: () =>
      work('verify', t('setup.doVerify', { name }), async (client) => {
        const { outcome, message, checks } = await client.setup.verify({ contextId });
        return {
          good: outcome === 'works',
          message,
          lines: checks.map((check) => ({ ...check, good: check.outcome === 'works' })),
        };
      }),
    remove: () =>
      work('remove', t('setup.doRemove', { name }), async (client) => stepsOf(await client.setup.remove({ contextId }))),
    isEnding,
    async cancel() {
      setIsEnding(true);
      const done = await command(t('setup.doCancel'), (client) => client.setup.cancel({ contextId }));
      if (!done.ok) setIsEnding(false);
    },
    removeOld: (queue) =>
      work('remove', t('setup.doRemoveOld', { name: queue }), async (client) =>
        stepsOf(await client.setup.removeOld({ contextId, name: queue })),
      ),
  };
}

type Applied = Awaited<ReturnType<ConsoleClient['setup']['apply']>>;

function stepsOf({ outcome, message, steps }: Applied): Outcome {
  return {
    good: outcome === 'complete',
    message,
    lines: steps.map(({ id, title, outcome: came, message: said }) => ({
      id,
      title,
      good: came !== 'failed' && came !== 'skipped',
      message: said,
    })),
  };
}
