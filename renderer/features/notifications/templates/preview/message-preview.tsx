import type { ReactNode } from 'react';
import type { Rendered } from '../../../../../shared/domain/notifications/rendered';
import { unreachable } from '../../../../../shared/lib/unreachable';
import { CardPreview } from './card-preview';
import { DesktopPreview } from './desktop-preview';
import { MailPreview } from './mail-preview';
import { PagerDutyPreview } from './pagerduty-preview';
import { SlackPreview } from './slack-preview';
import { SmsPreview } from './sms-preview';
import { TextPreview } from './text-preview';

/** A message in the form in which its recipient meets it. */
export function MessagePreview({ rendered }: { rendered: Rendered }): ReactNode {
  switch (rendered.format) {
    case 'mail':
      return <MailPreview mail={rendered} />;
    case 'text':
      return <TextPreview subject={rendered.subject} text={rendered.text} />;
    case 'sms':
      return <SmsPreview sms={rendered} />;
    case 'slack':
      return <SlackPreview message={rendered} />;
    case 'card':
      return <CardPreview card={rendered.card} />;
    case 'pagerduty':
      return <PagerDutyPreview event={rendered} />;
    case 'body':
      return <TextPreview subject={rendered.contentType} text={pretty(rendered.body)} />;
    case 'sns':
      return <TextPreview subject={rendered.subject} text={pretty(rendered.message)} />;
    case 'desktop':
      return <DesktopPreview alert={rendered} />;
    default:
      return unreachable(rendered);
  }
}

/** JSON laid out; anything else as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
