import type { ReactNode } from 'react';
import type { Rendered } from '../../../../../shared/domain/notifications/rendered';
import settings from '../../settings/settings.module.css';
import classes from '../templates.module.css';

/** What the phone shows, and what it costs. */
export function SmsPreview({ sms }: { sms: Extract<Rendered, { format: 'sms' }> }): ReactNode {
  return (
    <>
      <p className={classes.bubble}>{sms.text}</p>
      <p className={settings.dim}>
        {[...sms.text].length} characters, {sms.encoding}, {sms.segments === 1 ? 'one part' : `${sms.segments} parts`}
        {sms.encoding === 'UCS-2' ? ': a character outside the SMS alphabet makes every part shorter' : ''}
      </p>
    </>
  );
}
