import type { ReactNode } from 'react';
import type { ChannelCheck } from '../../../../shared/contract/notifications';
import { t } from '../../../language/language';
import classes from '../../../ui/editing/editing.module.css';
import { StateIcon } from '../../../ui/state-mark';
import type { Tone } from '../../../ui/tone';
import own from './settings.module.css';

const tones: Readonly<Record<ChannelCheck['state'], Tone>> = { good: 'succeeded', warning: 'waiting', bad: 'failed' };
const words: Readonly<Record<ChannelCheck['state'], string>> = {
  get good() {
    return t('notificationSettings.inOrder');
  },
  get warning() {
    return t('notificationSettings.lookAtThis2');
  },
  get bad() {
    return t('notificationSettings.doesNotWork2');
  },
};

/** What was looked at, and what to do about what is wrong. */
export function Checklist({ checks }: { checks: readonly ChannelCheck[] }): ReactNode {
  if (checks.length === 0) return null;
  return (
    <ul className={own.checks} aria-label={t('notificationSettings.checks')}>
      {checks.map(({ id, state, message, next }) => (
        <li key={id}>
          <span role="img" aria-label={words[state]}>
            <StateIcon tone={tones[state]} size={12} />
          </span>
          <span>
            {message}
            {next === null ? null : <span className={classes.dim}> {next}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The worst of several checks, for a list; null where nothing was looked at. */
export function worstOf(checks: readonly ChannelCheck[]): ChannelCheck['state'] | null {
  const states = checks.map(({ state }) => state);
  return states.includes('bad') ? 'bad' : states.includes('warning') ? 'warning' : (states[0] ?? null);
}
