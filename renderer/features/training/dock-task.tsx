import { Button, Radio, UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ExerciseCard } from '../../../shared/domain/training/exercise';
import type { TaskProgress } from '../../../shared/domain/training/progress';
import { t } from '../../language/language';
import { useNowMs } from '../../store/page';
import { useCommand } from '../../store/use-command';
import { formatDuration } from '../../ui/format';
import { StateIcon } from '../../ui/state-mark';
import classes from './dock.module.css';
import { ofTask } from './outcome-words';
import { wordsOf } from './words-of';

interface DockTaskProps {
  readonly task: ExerciseCard['tasks'][number];
  readonly progress: TaskProgress;
  readonly again: () => void;
}

/** One task: its state, its time, a hint where one was taken, and its answers where it is a question. */
export function DockTask({ task, progress, again }: DockTaskProps): ReactNode {
  const command = useCommand();
  const isOpen = progress.state === 'open' || progress.state === 'overdue';
  const spoken = ofTask(progress.state);
  const hint = async (): Promise<void> => {
    await command(t('training.doHint'), (client) => client.training.hint({ taskId: task.id }));
    again();
  };
  return (
    <li className={classes.task} data-state={progress.state}>
      <span className={classes.mark} title={spoken.word}>
        <StateIcon tone={spoken.tone} />
        <span className={classes.hidden}>{spoken.word}: </span>
      </span>
      <div className={classes.grow}>
        <span className={classes.words}>{wordsOf(task.words)}</span>
        {isOpen && progress.dueAt !== null ? <Due at={progress.dueAt} /> : null}
        {isOpen && task.options.length > 0 ? <Answers task={task} wrong={progress.wrong} again={again} /> : null}
        {isOpen && progress.hinted ? <p className={classes.hint}>{wordsOf(task.hint)}</p> : null}
        {isOpen && !progress.hinted ? (
          <UnstyledButton className={classes.link} onClick={() => void hint()}>
            {t('training.hint')}
          </UnstyledButton>
        ) : null}
      </div>
    </li>
  );
}

/** Minutes of the rehearsal's clock, which may run faster than the room's. */
function Due({ at }: { at: string }): ReactNode {
  const left = Date.parse(at) - useNowMs();
  return (
    <span className={classes.due} data-late={left < 0 || undefined}>
      {left < 0 ? t('training.overdueBy', { time: formatDuration(-left) }) : t('training.left', { time: formatDuration(left) })}
    </span>
  );
}

function Answers({
  task,
  wrong,
  again,
}: {
  task: DockTaskProps['task'];
  wrong: readonly string[];
  again: () => void;
}): ReactNode {
  const command = useCommand();
  const [chosen, setChosen] = useState<string | null>(null);
  const answer = async (): Promise<void> => {
    if (chosen === null) return;
    await command(t('training.doAnswer'), (client) => client.training.answer({ taskId: task.id, optionId: chosen }));
    setChosen(null);
    again();
  };
  return (
    <div className={classes.answers}>
      <Radio.Group value={chosen} onChange={setChosen} aria-label={wordsOf(task.words)}>
        {task.options.map((option) => (
          <Radio
            key={option.id}
            size="xs"
            value={option.id}
            disabled={wrong.includes(option.id)}
            label={wordsOf(option.words)}
            className={classes.option}
          />
        ))}
      </Radio.Group>
      {wrong.length === 0 ? null : <p className={classes.wrong}>{t('training.notThat')}</p>}
      <Button size="compact-xs" disabled={chosen === null} onClick={() => void answer()}>
        {t('training.answer')}
      </Button>
    </div>
  );
}
