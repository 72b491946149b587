import type { ReactNode } from 'react';
import type { CallCount } from '../../../shared/contract/contexts';
import { formatDuration } from '../../ui/format';
import { byService } from './access-words';
import classes from './sources-screen.module.css';

/** What the console asks of AWS, by service: calls are paced, and what waited or was throttled is told. */
export function Calls({ calls }: { calls: readonly CallCount[] }): ReactNode {
  if (calls.length === 0) return null;
  return (
    <section>
      <h2 className={classes.heading}>Calls to AWS</h2>
      <p className={classes.dim}>Paced below the quotas of each account; what tells of a running execution goes first.</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>Service</th>
            <th className={classes.number}>Last minute</th>
            <th className={classes.number}>Since the start</th>
            <th className={classes.number}>Waited for their turn</th>
            <th className={classes.number}>Longest wait</th>
            <th className={classes.number}>Throttled by AWS</th>
          </tr>
        </thead>
        <tbody>
          {byService(calls).map((sum) => (
            <tr key={sum.service}>
              <td className={classes.strong}>{sum.service}</td>
              <td className={classes.number}>{sum.lastMinute.toLocaleString()}</td>
              <td className={classes.number}>{sum.total.toLocaleString()}</td>
              <td className={classes.number}>{sum.waited.toLocaleString()}</td>
              <td className={classes.number}>{sum.longestWaitMs === 0 ? '—' : formatDuration(sum.longestWaitMs)}</td>
              <td className={classes.number}>{sum.throttled.toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
