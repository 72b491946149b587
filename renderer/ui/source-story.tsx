import type { ReactNode } from 'react';
import { freshnessOf, type SourceHealth } from '../../shared/domain/health';
import { t } from '../language/language';
import { Rich } from '../language/rich';
import { useNowMs } from '../store/page';
import { stepWords } from './engine-words';
import { formatAgo, formatDuration, formatLatency } from './format';
import classes from './source-story.module.css';
import { sourceTitle } from './source-title';
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
        <strong>{sourceTitle(source)}</strong>
        <StateMark spoken={stale ? { tone: 'unknown', word: t('ui.stale') } : ofSource(source.state)} />
      </div>
      <p className={classes.line}>
        {source.lastSuccessAt === null
          ? t('ui.noAnswerYet')
          : t('ui.storyLast', { ago: formatAgo(nowMs - Date.parse(source.lastSuccessAt)) })}
        {source.latencyMs === null ? '' : t('ui.storyTook', { latency: formatLatency(source.latencyMs) })}
        {t('ui.storyFresh', { duration: formatDuration(source.freshForSeconds * 1000) })}
      </p>
      {error === null ? null : (
        <>
          <p className={classes.error} data-quiet={nothingToDo(source) || undefined}>
            {error.message}
          </p>
          {error.action === null ? null : (
            <p className={classes.line}>
              <Rich
                text={
                  error.resource === null
                    ? t('ui.missingPermission', { action: error.action })
                    : t('ui.missingPermissionOn', { action: error.action, resource: error.resource })
                }
                parts={{ code: (words) => <code>{words}</code> }}
              />
            </p>
          )}
          <p className={classes.next}>{stepWords(error.next)}</p>
        </>
      )}
      {source.nextAttemptAt === null || source.state === 'off' ? null : (
        <p className={classes.line}>{nextAttempt(Date.parse(source.nextAttemptAt) - nowMs)}</p>
      )}
    </section>
  );
}

/** A source that rests, or has nothing to read here, is not in trouble: its reason is no alarm. */
function nothingToDo({ state, error }: SourceHealth): boolean {
  return state === 'off' || error?.code === 'not-initialised';
}

function nextAttempt(ms: number): string {
  return ms <= 1000 ? t('ui.nextAttemptNow') : t('ui.nextAttemptIn', { duration: formatDuration(ms) });
}
