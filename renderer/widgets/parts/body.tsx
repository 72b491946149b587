import { Skeleton, VisuallyHidden } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { t } from '../../language/language';
import { useConnection } from '../../store/page';
import { StateIcon } from '../../ui/state-mark';
import type { Frame } from '../widget';
import classes from './parts.module.css';

/** The inside of a widget: fills its place, in the type of its mode. `scroll` where more may come than fits. */
export function Body({ frame, scroll = false, children }: { frame: Frame; scroll?: boolean; children: ReactNode }): ReactNode {
  const large = frame.mode === 'wall' || undefined;
  if (!scroll)
    return (
      <div className={classes.body} data-large={large} style={{ height: frame.height }}>
        {children}
      </div>
    );
  const style: CSSProperties & Record<'--rows-height', string> = {
    '--rows-height': `${large === true ? frame.height / 2 : frame.height}px`,
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: what scrolls must be reachable by keyboard, and is neither a landmark nor a set of fields
    <div
      role="group"
      className={classes.body}
      data-large={large}
      data-scroll
      style={style}
      tabIndex={large === true ? -1 : 0}
      aria-label={t('widgets.rows')}
    >
      {children}
    </div>
  );
}

interface TeachProps {
  readonly frame: Frame;
  readonly text: string;
  readonly next?: ReactNode;
  /** Where the second line leads. */
  readonly onNext?: (() => void) | undefined;
}

/** Nothing to show: what it would show, and what brings it here. */
export function Teach({ frame, text, next, onNext }: TeachProps): ReactNode {
  const leads = onNext !== undefined && frame.mode === 'desk';
  return (
    <Body frame={frame}>
      <div className={classes.teach} title={typeof next === 'string' ? `${text} ${next}` : text}>
        <p>{text}</p>
        {next === undefined || frame.height < (leads ? 60 : 90) ? null : leads ? (
          <button type="button" className={classes.teachLink} onClick={onNext}>
            {next}
          </button>
        ) : (
          <p className={classes.dim}>{next}</p>
        )}
      </div>
    </Body>
  );
}

/** What was asked and not answered: why, and that it is asked again. */
export function Trouble({ frame, problem }: { frame: Frame; problem: string }): ReactNode {
  const why = useWhy(problem);
  return (
    <Body frame={frame}>
      <div className={classes.teach} role="alert">
        <p className={classes.trouble}>
          <StateIcon tone="failed" /> {why}
        </p>
        {frame.height < 90 ? null : <p className={classes.dim}>{t('widgets.askedAgain')}</p>}
      </div>
    </Body>
  );
}

/** Over what was answered before: it is not of now. */
function OldMark({ problem }: { problem: string }): ReactNode {
  const why = useWhy(problem);
  return (
    <span className={classes.oldMark} data-old-mark role="status" title={`${why} ${t('widgets.askedAgain')}`}>
      <StateIcon tone="unknown" size={12} /> <span data-words>{t('widgets.olderAnswer')}</span>
      <VisuallyHidden>{why}</VisuallyHidden>
    </span>
  );
}

/** Why nothing was answered. Without a way to the engine that is the reason, whatever the failed call says. */
function useWhy(problem: string): string {
  const connected = useConnection().kind !== 'reconnecting';
  return t('widgets.notAnswered', { problem: connected ? problem : t('widgets.notConnected') });
}

/** The shape of what comes. */
export function Shape({ frame }: { frame: Frame }): ReactNode {
  const rows = Math.max(1, Math.min(8, Math.floor(frame.height / 28)));
  return (
    <Body frame={frame}>
      <div className={classes.shape} role="status" aria-busy="true" aria-label={t('widgets.loading')}>
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          <Skeleton key={row} height={12} width={`${94 - (row % 3) * 11}%`} />
        ))}
      </div>
    </Body>
  );
}

interface Read {
  readonly loading: boolean;
  readonly problem: string | null;
}

interface AnsweredProps {
  readonly frame: Frame;
  readonly read: Read;
  /** Whether there is anything to draw. */
  readonly has: boolean;
  readonly empty: string;
  readonly next?: ReactNode;
  readonly onNext?: (() => void) | undefined;
  readonly children: ReactNode;
}

/**
 * Something that was asked for: its shape while it comes, why it does not, what it would be, or itself. What was answered stays, and
 * says so where the newest question was not.
 */
export function Answered({ frame, read, has, empty, next, onNext, children }: AnsweredProps): ReactNode {
  if (has && read.problem === null) return children;
  if (has)
    return (
      <div className={classes.old}>
        {children}
        <OldMark problem={read.problem ?? ''} />
      </div>
    );
  if (read.problem !== null) return <Trouble frame={frame} problem={read.problem} />;
  if (read.loading) return <Shape frame={frame} />;
  return <Teach frame={frame} text={empty} next={next ?? t('widgets.longerRange')} onNext={onNext} />;
}
