import type { ReactNode } from 'react';
import notifications from '../../notifications.module.css';

/** A subject and plain words. */
export function TextPreview({ subject, text }: { subject: string; text: string }): ReactNode {
  return (
    <>
      <p className={notifications.subject}>{subject}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text must be scrollable by keyboard */}
      <pre className={notifications.reply} tabIndex={0}>
        {text}
      </pre>
    </>
  );
}
