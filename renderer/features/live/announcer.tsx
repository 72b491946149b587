import { VisuallyHidden } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { t } from '../../language/language';
import { usePage } from '../../store/page';
import { ofExecution, ofWave } from '../../ui/tone';
import { type Moment, type Said, saidBetween } from './announce';

/** One sentence in this time, so that a burst can be listened to. */
const APART_MS = 2_000;
/** Older sentences than these give way: what is newest matters. */
const WAITING = 5;

/** Says changes of the watched execution to whoever listens to the screen, without taking the focus. */
export function Announcer({ execution, participants }: Moment): ReactNode {
  const { wall } = usePage();
  const before = useRef<Moment>({ execution, participants });
  const queue = useRef<string[]>([]);
  const cancel = useRef<(() => void) | null>(null);
  const [sentence, setSentence] = useState('');

  useEffect(() => {
    const said = saidBetween(before.current, { execution, participants });
    before.current = { execution, participants };
    if (said.length === 0) return;
    queue.current = [...queue.current, ...said.map(sentenceOf)].slice(-WAITING);
    const speak = (): void => {
      const next = queue.current.shift();
      cancel.current = next === undefined ? null : wall.after(APART_MS, speak);
      if (next !== undefined) setSentence(next);
    };
    if (cancel.current === null) speak();
  }, [execution, participants, wall]);
  useEffect(
    () => () => {
      cancel.current?.();
      cancel.current = null;
    },
    [],
  );
  return (
    <VisuallyHidden role="status" aria-live="polite" aria-label={t('live.announcements')}>
      {sentence}
    </VisuallyHidden>
  );
}

function sentenceOf(said: Said): string {
  switch (said.kind) {
    case 'server-failed':
      return said.error === null
        ? t('live.sayServerFailed', { server: said.server })
        : `${t('live.sayServerFailed', { server: said.server })} ${said.error}`;
    case 'servers-failed':
      return t('live.sayServersFailed', { count: said.servers });
    case 'wave':
      return t('live.sayWave', { wave: said.label, state: ofWave(said.status).word });
    case 'execution':
      return t('live.sayExecution', { plan: said.planName, state: ofExecution(said.status).word, summary: said.summary });
  }
}
