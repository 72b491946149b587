const SCHEME = 'data-mantine-color-scheme';

/** Paper is white: while the page is printed it wears the light theme, whatever the screen shows. */
export function printLight(): void {
  let before: string | null = null;
  const root = document.documentElement;
  window.matchMedia('print').addEventListener('change', ({ matches }) => {
    if (matches) {
      before = root.getAttribute(SCHEME);
      root.setAttribute(SCHEME, 'light');
    } else if (before !== null) root.setAttribute(SCHEME, before);
  });
}
