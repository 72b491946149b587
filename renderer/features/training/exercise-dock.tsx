import { ActionIcon, Button } from '@mantine/core';
import { IconArrowsLeftRight, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { TrainingSession } from '../../../shared/contract/training';
import type { ExerciseCard } from '../../../shared/domain/training/exercise';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useEngine, useGo, useNowMs } from '../../store/page';
import { useAsked } from '../../store/use-asked';
import { useCommand } from '../../store/use-command';
import { formatDuration } from '../../ui/format';
import { StateMark } from '../../ui/state-mark';
import classes from './dock.module.css';
import { DockTask } from './dock-task';
import { InformPeople } from './inform-people';
import { ofOutcome } from './outcome-words';
import { useSession, useTellSeen } from './use-session';
import { wordsOf } from './words-of';

const CATALOGUE_MS = 600_000;
/** A report that is not there yet will be in a moment. */
const REPORT_MS = 3_000;

/** The exercise under way, on every screen: its tasks tick by themselves. Nothing where none runs. */
export function ExerciseDock(): ReactNode {
  const rehearses = useEngine()?.rehearsal != null;
  return rehearses ? <Docked /> : null;
}

function Docked(): ReactNode {
  const [isRunning, setRunning] = useState(false);
  const asked = useSession(isRunning);
  const session = asked.value?.session ?? null;
  const ended = useEnded(session, asked.value !== null);
  const read = useCallback((client: ConsoleClient) => client.training.exercises({}), []);
  const exercises = useAsked(read, CATALOGUE_MS).value?.items ?? [];
  useEffect(() => setRunning(session !== null), [session]);
  useTellSeen(session?.sessionId ?? null);
  const exercise = exercises.find((one) => one.id === session?.exerciseId);
  if (session !== null && exercise !== undefined)
    return <Running key={session.sessionId} session={session} exercise={exercise} again={asked.again} />;
  return ended.sessionId === null ? null : <Ended sessionId={ended.sessionId} onClose={ended.forget} />;
}

/** The exercise that ran a moment ago, until it is dismissed or the next one begins. */
function useEnded(session: TrainingSession | null, isKnown: boolean): { sessionId: string | null; forget: () => void } {
  const [sessionId, setSessionId] = useState<string | null>(null);
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (!isKnown) return;
    if (session !== null) {
      last.current = session.sessionId;
      setSessionId(null);
    } else if (last.current !== null) {
      setSessionId(last.current);
      last.current = null;
    }
  }, [session, isKnown]);
  return { sessionId, forget: () => setSessionId(null) };
}

function Running({
  session,
  exercise,
  again,
}: {
  session: TrainingSession;
  exercise: ExerciseCard;
  again: () => void;
}): ReactNode {
  const [isOpen, setOpen] = useState(true);
  const [side, setSide] = useState<'left' | 'right'>('right');
  const command = useCommand();
  const { progress } = session;
  const settled = progress.tasks.filter(({ state }) => state === 'done' || state === 'late').length;
  const finish = async (): Promise<void> => {
    await command(t('training.doFinish'), (client) => client.training.finish({}));
    again();
  };
  return (
    <section
      className={classes.dock}
      data-side={isOpen ? side : 'folded'}
      data-tour="exercise"
      aria-label={t('training.exercise')}
    >
      <header className={classes.head}>
        <div className={classes.grow}>
          <h2 className={classes.title}>{wordsOf(exercise.title)}</h2>
          <p className={classes.dim} role="status">
            {progress.begunAt === null
              ? t('training.waitsForMoment')
              : t('training.settled', { n: settled, of: exercise.tasks.length })}
          </p>
        </div>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('training.otherSide')}
          onClick={() => setSide(side === 'left' ? 'right' : 'left')}
        >
          <IconArrowsLeftRight size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-expanded={isOpen}
          aria-label={isOpen ? t('training.collapse') : t('training.expand')}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <IconChevronDown size={16} /> : <IconChevronUp size={16} />}
        </ActionIcon>
      </header>
      {isOpen ? (
        <div className={classes.body}>
          {progress.begunAt === null ? <p className={classes.story}>{wordsOf(exercise.story)}</p> : null}
          <ol className={classes.tasks}>
            {exercise.tasks.map((task) => {
              const held = progress.tasks.find(({ taskId }) => taskId === task.id);
              return held === undefined ? null : <DockTask key={task.id} task={task} progress={held} again={again} />;
            })}
          </ol>
          {exercise.tasks.some(({ kind }) => kind === 'informed') && progress.begunAt !== null ? (
            <InformPeople again={again} />
          ) : null}
          <footer className={classes.foot}>
            {progress.begunAt === null ? null : <Since at={progress.begunAt} />}
            <Button size="compact-xs" variant="default" onClick={() => void finish()}>
              {t('training.finish')}
            </Button>
          </footer>
        </div>
      ) : null}
    </section>
  );
}

function Since({ at }: { at: string }): ReactNode {
  const nowMs = useNowMs();
  return (
    <span className={classes.time}>{t('training.since', { time: formatDuration(Math.max(0, nowMs - Date.parse(at))) })}</span>
  );
}

function Ended({ sessionId, onClose }: { sessionId: string; onClose: () => void }): ReactNode {
  const go = useGo();
  const read = useCallback((client: ConsoleClient) => client.training.report({ sessionId }), [sessionId]);
  const report = useAsked(read, REPORT_MS).value;
  if (report === null) return null;
  const missed = report.tasks.filter(({ state }) => state !== 'done' && state !== 'late').length;
  return (
    <section className={classes.dock} data-side="folded" aria-label={t('training.exercise')}>
      <header className={classes.head}>
        <div className={classes.grow}>
          <h2 className={classes.title}>{wordsOf(report.title)}</h2>
          <p className={classes.ended} role="status">
            <StateMark spoken={ofOutcome(report.outcome)} strong />
            {missed === 0 ? null : <span>{t('training.missedTasks', { count: missed })}</span>}
          </p>
        </div>
        <ActionIcon variant="subtle" color="gray" aria-label={t('training.dismiss')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      <div className={classes.body}>
        <Button
          size="xs"
          onClick={() => {
            go({ screen: 'training', tab: 'reports' });
            onClose();
          }}
        >
          {t('training.readReport')}
        </Button>
      </div>
    </section>
  );
}
