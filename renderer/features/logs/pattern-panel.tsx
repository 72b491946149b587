import type { ReactNode } from 'react';
import type { ErrorPattern } from '../../../shared/domain/logs/error-pattern';
import { SidePanel } from '../../ui/side-panel';
import { Moment } from '../../ui/time';
import classes from './logs.module.css';

/** One kind of error line: the newest of them in full, without its secrets. */
export function PatternPanel({ pattern, onClose }: { pattern: ErrorPattern; onClose: () => void }): ReactNode {
  return (
    <SidePanel title="Error pattern" onClose={onClose}>
      <dl className={classes.fields}>
        <div>
          <dt>What the lines have in common</dt>
          <dd>{pattern.pattern}</dd>
        </div>
        <div>
          <dt>The newest line</dt>
          <dd>{pattern.sample}</dd>
        </div>
        <div>
          <dt>Log group</dt>
          <dd>{pattern.logGroup}</dd>
        </div>
        <div>
          <dt>Counted</dt>
          <dd>
            {pattern.count.toLocaleString('en')}, {pattern.lastHour.toLocaleString('en')} of them in the last hour
          </dd>
        </div>
        <div>
          <dt>First and last</dt>
          <dd>
            <Moment at={pattern.firstAt} /> to <Moment at={pattern.lastAt} />
          </dd>
        </div>
      </dl>
    </SidePanel>
  );
}
