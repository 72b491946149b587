import type { Carrier, DeliveryState } from '../../shared/domain/notifications/delivery';
import { t } from '../language/language';
import type { Spoken } from './tone';

/** A delivery's state with its word. `accepted` never claims that a person saw it. */
export function ofDelivery(state: DeliveryState): Spoken {
  switch (state) {
    case 'queued':
      return { tone: 'quiet', word: t('ui.delivery:queued') };
    case 'sending':
      return { tone: 'running', word: t('ui.delivery:sending') };
    case 'accepted':
      return { tone: 'succeeded', word: t('ui.delivery:accepted') };
    case 'delivered':
      return { tone: 'succeeded', word: t('ui.delivery:delivered') };
    case 'failed':
      return { tone: 'failed', word: t('ui.delivery:failed') };
    case 'expired':
      return { tone: 'cancelled', word: t('ui.delivery:expired') };
    case 'suppressed':
      return { tone: 'unknown', word: t('ui.delivery:suppressed') };
  }
}

/** What a state means, for whoever asks. */
export function meaningOf(state: DeliveryState): string {
  return t(`ui.deliveryMeaning:${state}`);
}

/** How a message travels, as people say it. */
export function carrierWord(carrier: Carrier): string {
  return t(`ui.carrier:${carrier}`);
}
