import type { ReactNode } from 'react';
import { freshnessOf, type SourceHealth } from '../../shared/domain/health';
import type { SourceId } from '../../shared/domain/primitives';
import { t } from '../language/language';
import { useConnection, useNowMs, useView } from '../store/page';
import { allSources } from '../store/selectors';
import { stepWords } from './engine-words';
import { formatAgo } from './format';
import { sourceTitle } from './source-title';
import classes from './stale-frame.module.css';
import { StateIcon } from './state-mark';

interface StaleFrameProps {
  /** Null looks at every context. */
  readonly contextId: string | null;
  /** The sources that what is inside rests on. */
  readonly sources: readonly SourceId[];
  /** DRS accounts and regions that they rest on, as the last part of a health id names them; null (or not given): whichever are read. */
  readonly places?: readonly string[] | null;
  /** `silent` where a frame beside it says it already. */
  readonly note?: 'said' | 'silent';
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Around facts that may have grown old: dims and hatches them, and says since when nobody has confirmed them. */
export function StaleFrame({
  contextId,
  sources,
  places = null,
  note = 'said',
  className,
  children,
}: StaleFrameProps): ReactNode {
  const all = useView((view) => allSources(view.sources), []);
  const nowMs = useNowMs();
  // Without a way to the engine the whole page is old, and says so itself.
  const connected = useConnection().kind === 'live';
  const oldest = connected ? oldestStale(all, contextId, sources, nowMs, places) : null;
  // A source that is about to answer for the first time is not worth words that go at once.
  const shown = oldest?.state === 'starting' ? 'silent' : note;
  return (
    <div className={`${classes.frame} ${className ?? ''}`} data-stale={oldest === null ? undefined : shown}>
      {oldest === null || shown === 'silent' ? null : (
        <div className={classes.note} role="status">
          <StateIcon tone="unknown" />
          <span>
            {sourceTitle(oldest)}: <span aria-hidden="true">{lastAnswer(oldest, nowMs)}. </span>
            {t('ui.staleNote')} {oldest.error === null ? null : stepWords(oldest.error.next)}
          </span>
        </div>
      )}
      {children}
    </div>
  );
}

function lastAnswer({ lastSuccessAt }: SourceHealth, nowMs: number): string {
  return lastSuccessAt === null
    ? t('ui.noAnswerSinceStart')
    : t('ui.lastAnswerAgo', { ago: formatAgo(nowMs - Date.parse(lastSuccessAt)) });
}

/**
 * The one among `sources` that has been silent longest beyond its time; null while all are current. One that has not answered since the
 * console started is the oldest: what is shown of it was read in another session, perhaps long ago. A place that is not permitted says so
 * on its chip, and stands for nobody else; for the `places` the facts come from, it is as old as any other.
 */
export function oldestStale(
  all: readonly SourceHealth[],
  contextId: string | null,
  sources: readonly SourceId[],
  nowMs: number,
  places: readonly string[] | null = null,
): SourceHealth | null {
  const stale = all.filter(
    (one) =>
      (contextId === null || one.contextId === contextId) &&
      sources.includes(one.source) &&
      one.state !== 'off' &&
      isAbout(one, places) &&
      freshnessOf(one, nowMs) !== 'live',
  );
  return stale.reduce<SourceHealth | null>(
    (oldest, one) => (oldest === null || (one.lastSuccessAt ?? '') < (oldest.lastSuccessAt ?? '') ? one : oldest),
    null,
  );
}

/** Whether what stands inside rests on this source, in the place it is read in. */
function isAbout(health: SourceHealth, places: readonly string[] | null): boolean {
  const isClosed = health.state === 'not-permitted' && health.lastSuccessAt === null;
  const prefix = `${health.contextId}/${health.source}/`;
  if (places === null || !health.id.startsWith(prefix)) return !isClosed;
  return places.includes(health.id.slice(prefix.length));
}
