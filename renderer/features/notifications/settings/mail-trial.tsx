import type { ReactNode } from 'react';
import type { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import { t } from '../../../language/language';
import { channelsOf, draftOf } from './draft';
import classes from './settings.module.css';
import { TestChannel } from './test-channel';

interface MailTrialProps {
  readonly settings: NotificationSettings;
  readonly saved: boolean;
  readonly mayTest: boolean;
}

/** Tries the way of mails through the first channel that goes it. */
export function MailTrial({ settings, saved, mayTest }: MailTrialProps): ReactNode {
  if (settings.Defaults.Mail.Transport === 'NONE') return null;
  const [first] = settings.Notifications.flatMap((one) =>
    channelsOf(draftOf(one), 0).flatMap(({ Type, Configuration }, index) =>
      one.Enabled && Type === 'EMAIL' && Array.isArray(Configuration.Recipients) ? [{ one, index }] : [],
    ),
  );
  if (first === undefined) return <p className={classes.dim}>{t('notificationSettings.toTryItAddAnE')}</p>;
  return (
    <div>
      <p className={classes.dim}>{t('notificationSettings.aTestGoesToTheRecipients', { Name: first.one.Name })}</p>
      <TestChannel
        notificationId={first.one.NotificationId}
        place={{ step: 0, index: first.index }}
        type="EMAIL"
        saved={saved}
        mayTest={mayTest}
      />
    </div>
  );
}
