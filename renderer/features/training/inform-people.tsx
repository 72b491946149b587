import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../language/language';
import { useView } from '../../store/page';
import { allExecutions } from '../../store/selectors';
import { tell, useCommand } from '../../store/use-command';
import { isActive } from '../../ui/tone';
import classes from './dock.module.css';

/** Says what happened to those who wait for it: an event of its own, which goes the way of every notification. */
export function InformPeople({ again }: { again: () => void }): ReactNode {
  const command = useCommand();
  const [text, setText] = useState('');
  const running = useView((view) => allExecutions(view.executions), []).find((one) => isActive(one.status));
  const send = async (): Promise<void> => {
    const done = await command(t('training.doInform'), (client) =>
      client.notifications.emit({
        events: [
          {
            source: 'training',
            name: 'word-to-people',
            severity: 'INFO',
            title: text.trim().slice(0, 300),
            summary: text.trim().slice(300),
            ...(running === undefined ? {} : { executionId: running.executionId }),
          },
        ],
      }),
    );
    if (!done.ok) return;
    tell(t('training.informed'));
    setText('');
    again();
  };
  return (
    <div className={classes.inform}>
      <Textarea
        size="xs"
        label={t('training.inform')}
        placeholder={t('training.informPlaceholder')}
        autosize
        minRows={2}
        maxRows={4}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button size="compact-xs" variant="default" disabled={text.trim() === ''} onClick={() => void send()}>
        {t('training.send')}
      </Button>
    </div>
  );
}
