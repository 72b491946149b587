import { Button, Code, CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TrainingPlaces } from '../../../shared/contract/training';
import { t } from '../../language/language';
import { tell, useCommand } from '../../store/use-command';
import classes from './training.module.css';

/** A console that watches real accounts is left in peace: the way to one for practice. */
export function RealConsole({ places }: { places: TrainingPlaces }): ReactNode {
  const command = useCommand();
  const open = async (): Promise<void> => {
    const opened = await command(t('training.doOpen'), (client) => client.training.open({}));
    if (opened.ok) tell(t('training.opens'));
  };
  return (
    <section className={classes.notice}>
      <h2 className={classes.heading}>{t('training.realTitle')}</h2>
      <p className={classes.text}>{t('training.realText')}</p>
      {places.canOpen ? (
        <Button size="xs" onClick={() => void open()}>
          {t('training.open')}
        </Button>
      ) : (
        <div className={classes.row}>
          <Code className={classes.code}>{places.command}</Code>
          <CopyButton value={places.command}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {copied ? t('training.copied') : t('training.copy')}
              </Button>
            )}
          </CopyButton>
        </div>
      )}
    </section>
  );
}
