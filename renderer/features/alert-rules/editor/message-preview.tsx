import { type ReactNode, useEffect, useState } from 'react';
import { t } from '../../../language/language';
import { usePage } from '../../../store/page';
import { reasonOf } from '../../../store/reason-of';
import editing from '../../../ui/editing/editing.module.css';

const SETTLE_MS = 500;

/** What a message becomes with a sample incident. */
export function MessagePreview({ message }: { message: string }): ReactNode {
  const { link, wall } = usePage();
  const [shown, setShown] = useState<{ readonly text: string; readonly isProblem: boolean } | null>(null);
  useEffect(() => {
    if (message === '') return setShown(null);
    let isOver = false;
    const tell = (text: string, isProblem: boolean): void => {
      if (!isOver) setShown({ text, isProblem });
    };
    const cancel = wall.after(SETTLE_MS, () => {
      const client = link.client();
      if (client === null) return;
      const template = { ...draft, body: message };
      client.notifications.templates.preview({ template, event: 'incident.opened' }).then(
        ({ rendered, problems: [problem] }) => {
          if (rendered?.format === 'text') tell(rendered.text, false);
          else tell(problem?.message ?? '', true);
        },
        (error: unknown) => tell(reasonOf(error), true),
      );
    });
    return () => {
      isOver = true;
      cancel();
    };
  }, [message, link, wall]);
  if (shown === null) return null;
  return (
    <p className={shown.isProblem ? editing.failed : editing.sentence} role="status">
      <strong>{t('alertRules.preview')}</strong> {shown.text}
    </p>
  );
}

const draft = {
  templateId: 'rule-message',
  name: '',
  format: 'text' as const,
  event: 'any' as const,
  locale: 'en' as const,
  subject: null,
  text: null,
};
