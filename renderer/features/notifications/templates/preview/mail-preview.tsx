import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Rendered } from '../../../../../shared/domain/notifications/rendered';
import { t } from '../../../../language/language';
import { Scroll } from '../../../../ui/scroll';
import notifications from '../../notifications.module.css';
import classes from '../templates.module.css';
import { mailDocument } from './mail-document';

const views = [
  {
    value: 'wide',
    get label() {
      return t('notificationTemplates.desktop');
    },
  },
  {
    value: 'narrow',
    get label() {
      return t('notificationTemplates.phone');
    },
  },
  {
    value: 'dark',
    get label() {
      return t('notificationTemplates.dark');
    },
  },
  {
    value: 'text',
    get label() {
      return t('notificationTemplates.textPart');
    },
  },
];

/** A mail as a mail program shows it: in a frame that runs nothing and fetches nothing. */
export function MailPreview({ mail }: { mail: Extract<Rendered, { format: 'mail' }> }): ReactNode {
  const [view, setView] = useState('wide');
  const document = useMemo(() => mailDocument(mail, view === 'dark'), [mail, view]);
  return (
    <>
      <p className={notifications.subject}>{mail.subject}</p>
      <SegmentedControl
        size="xs"
        data={views}
        value={view}
        onChange={setView}
        aria-label={t('notificationTemplates.howItIsSeen')}
      />
      {view === 'text' ? (
        <Scroll as="pre" className={notifications.reply}>
          {mail.text}
        </Scroll>
      ) : (
        <iframe
          className={classes.mail}
          data-narrow={view === 'narrow' || undefined}
          title={t('notificationTemplates.theMailAsItsRecipientSees')}
          sandbox=""
          srcDoc={document}
        />
      )}
    </>
  );
}
