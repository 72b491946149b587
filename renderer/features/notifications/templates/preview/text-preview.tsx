import type { ReactNode } from 'react';
import { Scroll } from '../../../../ui/scroll';
import notifications from '../../notifications.module.css';

/** A subject and plain words. */
export function TextPreview({ subject, text }: { subject: string; text: string }): ReactNode {
  return (
    <>
      <p className={notifications.subject}>{subject}</p>
      <Scroll as="pre" className={notifications.reply}>
        {text}
      </Scroll>
    </>
  );
}
