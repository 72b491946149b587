import type { Execution } from '../../../../shared/domain/view';
import { t } from '../../../language/language';

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
        label: t('live.actionResume'),
        effect:
          wave === undefined
            ? t('live.resumeEffectNext')
            : t('live.resumeEffect', { wave: wave.label, count: wave.counts.total }),
        danger: false,
      };
    case 'cancel':
      return {
        label: t('live.actionCancel'),
        effect: [
          t('live.cancelEffect'),
          launching === 0 ? t('live.cancelNothingLaunches') : t('live.cancelLaunching', { count: launching }),
          t('live.cancelInstances'),
        ].join(' '),
        danger: true,
      };
    case 'terminate':
      return {
        label: t('live.actionTerminate'),
        effect: t('live.terminateEffect', { count: execution.instancesRunning.length }),
        danger: true,
      };
    case 'stop':
      return {
        label: t('live.actionStop'),
        effect: t('live.stopEffect'),
        danger: true,
      };
  }
}
