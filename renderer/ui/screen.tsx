import type { ReactNode } from 'react';
import { useConsole } from '../store/page';
import classes from './screen.module.css';
import { SkeletonRows } from './skeleton-rows';

interface ScreenProps {
  readonly title: string;
  /** Beside the title, such as how many there are. */
  readonly aside?: ReactNode;
  /** At the right: filters and buttons. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A screen with its heading; before the first snapshot, the shape of the list to come. */
export function Screen({ title, aside, tools, children }: ScreenProps): ReactNode {
  const loaded = useConsole((data) => data.held !== null);
  return (
    <div className={classes.screen}>
      <header className={classes.head} data-tour="head">
        <h1 className={classes.title}>{title}</h1>
        <span className={classes.count}>{loaded ? aside : null}</span>
        <span className={classes.space} />
        <span className={`notOnPaper ${classes.tools}`} data-tour="tools">
          {loaded ? tools : null}
        </span>
      </header>
      {loaded ? (
        children
      ) : (
        <div className={classes.skeleton}>
          <SkeletonRows rows={16} />
        </div>
      )}
    </div>
  );
}
