import { useEffect, useState } from 'react';
import { usePage } from '../../store/page';

/** Charts measure themselves anew on the paper's width before it is printed. */
const SETTLE_MS = 400;
const SCHEME = 'data-mantine-color-scheme';

/** Prints what is marked with `data-printing`, in light colours and as wide as a page, whatever the theme is. */
export function usePrinting(): { readonly printing: boolean; readonly print: () => void } {
  const { wall } = usePage();
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const root = document.documentElement;
    let before: string | null = null;
    const lighten = (): void => {
      before ??= root.getAttribute(SCHEME);
      root.setAttribute(SCHEME, 'light');
    };
    const restore = (): void => {
      if (before !== null) root.setAttribute(SCHEME, before);
      before = null;
      setPrinting(false);
    };
    window.addEventListener('beforeprint', lighten);
    window.addEventListener('afterprint', restore);
    if (printing) lighten();
    const cancel = printing
      ? wall.after(SETTLE_MS, () => {
          window.print();
          restore();
        })
      : () => undefined;
    return () => {
      cancel();
      window.removeEventListener('beforeprint', lighten);
      window.removeEventListener('afterprint', restore);
      if (before !== null) root.setAttribute(SCHEME, before);
    };
  }, [printing, wall]);
  return { printing, print: () => setPrinting(true) };
}
