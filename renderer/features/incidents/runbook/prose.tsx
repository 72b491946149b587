import type { ReactNode } from 'react';
import ReactMarkdown from 'react-markdown';
import classes from './runbook.module.css';

/** What a runbook says. Links to the web open outside; of anything else, and of pictures, only the words are shown. */
export function Prose({ text }: { text: string }): ReactNode {
  if (text.trim() === '') return null;
  return (
    <div className={classes.prose}>
      <ReactMarkdown
        skipHtml
        disallowedElements={['img']}
        unwrapDisallowed
        components={{
          a: ({ href, children }) =>
            href !== undefined && /^https?:\/\//i.test(href) ? (
              <a href={href} target="_blank" rel="noreferrer noopener">
                {children}
              </a>
            ) : (
              children
            ),
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}
