import type { CadenceState } from '../../../shared/domain/metrics/derive/cadence';
import { t } from '../../language/language';
import type { Spoken } from '../../ui/tone';

export function cadenceWords(state: CadenceState): Spoken {
  switch (state) {
    case 'overdue':
      return { tone: 'failed', word: t('widgets.cadenceOverdue') };
    case 'never':
      return { tone: 'failed', word: t('widgets.cadenceNever') };
    case 'soon':
      return { tone: 'waiting', word: t('widgets.cadenceSoon') };
    case 'on-time':
      return { tone: 'succeeded', word: t('widgets.cadenceOnTime') };
    case 'no-cadence':
      return { tone: 'unknown', word: t('widgets.cadenceNone') };
  }
}
