import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import classes from '../../../ui/editing/editing.module.css';
import { channelsOf } from './draft';
import type { SettingsDraft } from './settings-document';
import { TestChannel } from './test-channel';

interface MailTrialProps {
  readonly settings: SettingsDraft;
  readonly saved: boolean;
  readonly mayTest: boolean;
}

/** Tries the way of mails through the first channel that goes it. */
export function MailTrial({ settings, saved, mayTest }: MailTrialProps): ReactNode {
  if (settings.Defaults.Mail.Transport === 'NONE') return null;
  const [first] = settings.Notifications.flatMap((one) =>
    channelsOf(one, 0).flatMap(({ Type, Configuration }, index) =>
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
