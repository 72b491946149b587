import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import { useRole } from '../../../store/use-role';
import own from './settings.module.css';

/** Why nothing can be changed here, and who can help. */
export function ReadOnlyNote(): ReactNode {
  const role = useRole();
  return (
    <p className={own.footNote}>
      {t('notificationSettings.youLookOnWithTheRole')} {role ?? t('notificationSettings.view')}
      {t('notificationSettings.changingThisNeedsTheRoleAdmin')}
    </p>
  );
}
