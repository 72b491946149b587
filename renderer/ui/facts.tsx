import type { ReactNode } from 'react';
import type { Sighting } from '../../shared/domain/primitives';
import classes from './facts.module.css';
import { Ago } from './time';

/** A group of facts with where they come from and how old they are. */
export function Facts({ title, sighting, children }: { title: string; sighting: Sighting; children: ReactNode }): ReactNode {
  return (
    <section>
      <div className={classes.head}>
        <h3 className={classes.title}>{title}</h3>
        <span className={classes.source}>
          {sighting.source}, <Ago at={sighting.observedAt} />
        </span>
      </div>
      <dl className={classes.facts}>{children}</dl>
    </section>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
