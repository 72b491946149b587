import type { Execution } from '../../../../shared/domain/view';
import { count } from '../../../ui/format';

export const actionNames = ['resume', 'cancel', 'terminate', 'stop'] as const;
export type ActionName = (typeof actionNames)[number];

export interface ActionWords {
  readonly label: string;
  /** What will happen, before it does. */
  readonly effect: string;
  readonly danger: boolean;
}

/** What each action is called and what it does to this execution. */
export function actionWords(action: ActionName, execution: Execution): ActionWords {
  const wave = execution.waves.find((one) => one.waveNumber === execution.pausedBeforeWave);
  const launching = execution.counts.inProgress;
  switch (action) {
    case 'resume':
      return {
        label: 'Resume',
        effect: `${wave?.label ?? 'The next wave'} starts at once${wave === undefined ? '' : ` and launches ${count(wave.counts.total, 'server')}`}.`,
        danger: false,
      };
    case 'cancel':
      return {
        label: 'Cancel execution',
        effect: `No further wave starts. ${launching === 0 ? 'Nothing is launching now.' : `${count(launching, 'server')} that launch now go on to the end.`} Instances that exist stay until they are terminated.`,
        danger: true,
      };
    case 'terminate':
      return {
        label: 'Terminate instances',
        effect: `${count(execution.instancesRunning.length, 'recovery instance')} of this execution are terminated. What they hold is lost; the source servers are untouched.`,
        danger: true,
      };
    case 'stop':
      return {
        label: 'Stop the open run',
        effect: 'The Step Functions run that was left open is stopped. Servers and instances are untouched.',
        danger: true,
      };
  }
}
