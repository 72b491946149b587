import type { Carrier, DeliveryState } from '../../shared/domain/notifications/delivery';
import type { Spoken } from './tone';

/** A delivery's state with its word. `accepted` never claims that a person saw it. */
export function ofDelivery(state: DeliveryState): Spoken {
  switch (state) {
    case 'queued':
      return { tone: 'quiet', word: 'Queued' };
    case 'sending':
      return { tone: 'running', word: 'Sending' };
    case 'accepted':
      return { tone: 'succeeded', word: 'Accepted' };
    case 'delivered':
      return { tone: 'succeeded', word: 'Delivered' };
    case 'failed':
      return { tone: 'failed', word: 'Failed' };
    case 'expired':
      return { tone: 'cancelled', word: 'Expired' };
    case 'suppressed':
      return { tone: 'unknown', word: 'Suppressed' };
  }
}

/** What a state means, for whoever asks. */
export function meaningOf(state: DeliveryState): string {
  switch (state) {
    case 'queued':
      return 'It waits for its turn, or for its next attempt.';
    case 'sending':
      return 'It is on its way now.';
    case 'accepted':
      return 'The other side took it. Whether a person saw it is not told by this channel.';
    case 'delivered':
      return 'Its arrival is proven.';
    case 'failed':
      return 'It was given up. It can be sent again by hand.';
    case 'expired':
      return 'It was too old to be of use before it could be sent.';
    case 'suppressed':
      return 'It was decided not to send it; the reason is beside it.';
  }
}

const carrierWords: Readonly<Record<Carrier, string>> = {
  'email-sns': 'E-mail by SNS topic',
  'email-ses': 'E-mail by SES',
  'email-smtp': 'E-mail by SMTP',
  sms: 'SMS',
  'slack-webhook': 'Slack webhook',
  'slack-bot': 'Slack bot',
  pagerduty: 'PagerDuty',
  teams: 'Teams',
  webhook: 'Webhook',
  sns: 'SNS topic',
  desktop: 'Desktop alert',
};

/** How a message travels, as people say it. */
export function carrierWord(carrier: Carrier): string {
  return carrierWords[carrier];
}
