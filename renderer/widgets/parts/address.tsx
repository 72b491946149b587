import type { ReactNode } from 'react';

interface AddressProps {
  readonly href: string | undefined;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly title?: string;
}

/** An address that somebody wrote: a place of this console opens here, the web outside. Of anything else only the words are shown. */
export function Address({ href, children, ...looks }: AddressProps): ReactNode {
  if (href === undefined || !isSafe(href)) return children;
  return (
    <a href={href} {...looks} {...(isHere(href) ? {} : { target: '_blank', rel: 'noreferrer noopener' })}>
      {children}
    </a>
  );
}

/** Nothing that runs: an address of the web, or a place of this console. */
export function isSafe(address: string): boolean {
  return isHere(address) || (/^https?:\/\//i.test(address) && URL.canParse(address));
}

/** A place of this console. */
export function isHere(address: string): boolean {
  return address.startsWith('#/');
}
