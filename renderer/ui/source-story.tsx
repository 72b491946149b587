import type { ReactNode } from 'react';
import { freshnessOf, type SourceHealth } from '../../shared/domain/health';
import { useNowMs } from '../store/page';
import { formatAgo, formatDuration, formatLatency } from './format';
import classes from './source-story.module.css';
import { StateMark } from './state-mark';
import { ofSource } from './tone';

/** Everything known of one source: when it answered, why it does not, what is tried next and what to do. */
export function SourceStory({ source }: { source: SourceHealth }): ReactNode {
  const nowMs = useNowMs();
  const stale = source.state === 'live' && freshnessOf(source, nowMs) === 'stale';
  const { error } = source;
  return (
    <section className={classes.story}>
      <div className={classes.head}>
        <strong>{source.title}</strong>
        <StateMark spoken={stale ? { tone: 'unknown', word: 'Stale' } : ofSource(source.state)} />
      </div>
      <p className={classes.line}>
        {source.lastSuccessAt === null ? 'No answer yet' : `Last answer ${formatAgo(nowMs - Date.parse(source.lastSuccessAt))}`}
        {source.latencyMs === null ? '' : `, took ${formatLatency(source.latencyMs)}`}
        {`. Counts as current for ${formatDuration(source.freshForSeconds * 1000)}.`}
      </p>
      {error === null ? null : (
        <>
          <p className={classes.error}>{error.message}</p>
          {error.action === null ? null : (
            <p className={classes.line}>
              Missing permission: <code>{error.action}</code>
              {error.resource === null ? '' : ` on ${error.resource}`}
            </p>
          )}
          <p className={classes.next}>{error.next}</p>
        </>
      )}
      {source.nextAttemptAt === null || source.state === 'off' ? null : (
        <p className={classes.line}>Next attempt {untilWords(Date.parse(source.nextAttemptAt) - nowMs)}.</p>
      )}
    </section>
  );
}

function untilWords(ms: number): string {
  return ms <= 1000 ? 'now' : `in ${formatDuration(ms)}`;
}
