import type { ReactNode } from 'react';
import classes from './logs.module.css';

/** `111122223333:/aws/lambda/project-poller-dev` → `project-poller-dev`; where room is scarce its beginning goes, which is the same for all. */
export function GroupName({ name }: { name: string }): ReactNode {
  return (
    <span className={classes.tail} title={name}>
      <bdi>{name.slice(name.lastIndexOf('/') + 1)}</bdi>
    </span>
  );
}
