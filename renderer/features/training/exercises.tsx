import { Button, Skeleton, TextInput } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { ExerciseCard } from '../../../shared/domain/training/exercise';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useGo } from '../../store/page';
import { useAsked } from '../../store/use-asked';
import { useCommand } from '../../store/use-command';
import { useRole } from '../../store/use-role';
import { Difficulty } from './difficulty';
import classes from './training.module.css';
import { wordsOf } from './words-of';

const EVERY_MS = 600_000;

/** Exercises to choose from, easiest first. Starting one plays its scenario and goes to the live screen. */
export function Exercises({ startable }: { startable: boolean }): ReactNode {
  const read = useCallback((client: ConsoleClient) => client.training.exercises({}), []);
  const { value } = useAsked(read, EVERY_MS);
  const command = useCommand();
  const go = useGo();
  const mayAct = useRole() !== 'view';
  const [trainee, setTrainee] = useState('');
  const [starting, setStarting] = useState<string | null>(null);
  const start = async ({ id }: ExerciseCard): Promise<void> => {
    setStarting(id);
    const name = trainee.trim();
    const started = await command(t('training.doStartExercise'), (client) =>
      client.training.startExercise({ exerciseId: id, ...(name === '' ? {} : { trainee: name }) }),
    );
    setStarting(null);
    if (started.ok) go({ screen: 'live', executionId: null });
  };
  if (value === null) return <CardSkeletons />;
  return (
    <>
      <div className={classes.intro}>
        <p className={classes.text}>{t('training.exercisesText')}</p>
        <TextInput
          size="xs"
          label={t('training.trainee')}
          description={t('training.traineeText')}
          maxLength={80}
          value={trainee}
          onChange={(event) => setTrainee(event.currentTarget.value)}
          className={classes.trainee}
        />
      </div>
      <ul className={classes.cards}>
        {value.items.map((one) => (
          <li key={one.id} className={classes.card}>
            <h2 className={classes.cardTitle}>{wordsOf(one.title)}</h2>
            <p className={classes.meta}>
              <Difficulty of={one.difficulty} />
              <span>{t('training.aboutMinutes', { count: one.minutes })}</span>
              <span>{t('training.tasks', { count: one.tasks.length })}</span>
            </p>
            <p className={classes.text}>{wordsOf(one.story)}</p>
            <Button
              size="xs"
              className={classes.start}
              disabled={!startable || !mayAct}
              loading={starting === one.id}
              onClick={() => void start(one)}
              aria-label={t('training.startNamed', { name: wordsOf(one.title) })}
            >
              {t('training.startExercise')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The shape of what comes. */
export function CardSkeletons(): ReactNode {
  return (
    <div className={classes.cards} aria-busy="true">
      {[1, 2, 3, 4].map((one) => (
        <Skeleton key={one} height={150} radius="md" />
      ))}
    </div>
  );
}
