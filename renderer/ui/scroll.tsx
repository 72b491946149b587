import type { AriaAttributes, AriaRole, ReactNode } from 'react';

interface ScrollProps {
  /** `div` where nothing is said. */
  readonly as?: 'div' | 'section' | 'ul' | 'pre';
  readonly className?: string | undefined;
  readonly role?: AriaRole;
  readonly 'aria-label'?: AriaAttributes['aria-label'];
  readonly children: ReactNode;
}

/** What scrolls, and so must be reachable by keyboard: the one place where something without an action of its own can be tabbed to. */
export function Scroll({ as: Tag = 'div', children, ...rest }: ScrollProps): ReactNode {
  return (
    <Tag {...rest} tabIndex={0}>
      {children}
    </Tag>
  );
}
