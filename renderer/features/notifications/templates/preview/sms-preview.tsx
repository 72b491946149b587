import type { ReactNode } from 'react';
import type { Rendered } from '../../../../../shared/domain/notifications/rendered';
import { t } from '../../../../language/language';
import editing from '../../../../ui/editing/editing.module.css';
import classes from '../templates.module.css';

/** What the phone shows, and what it costs. */
export function SmsPreview({ sms }: { sms: Extract<Rendered, { format: 'sms' }> }): ReactNode {
  return (
    <>
      <p className={classes.bubble}>{sms.text}</p>
      <p className={editing.dim}>
        {t('notificationTemplates.lengthCharactersEncoding', { length: [...sms.text].length, encoding: sms.encoding })}{' '}
        {sms.segments === 1
          ? t('notificationTemplates.onePart')
          : t('notificationTemplates.segmentsParts', { segments: sms.segments })}
        {sms.encoding === 'UCS-2' ? t('notificationTemplates.aCharacterOutsideTheSMSAlphabet') : ''}
      </p>
    </>
  );
}
