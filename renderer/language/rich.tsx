import { Fragment, type ReactNode } from 'react';

/**
 * A text with marked stretches: `Open <go>the settings</go>.` with `{ go: (words) => <a>{words}</a> }`. Marks do not nest; one nobody
 * draws is shown as plain words.
 */
export function Rich({
  text,
  parts,
}: {
  text: string;
  parts: Readonly<Record<string, (words: string) => ReactNode>>;
}): ReactNode {
  const pieces: ReactNode[] = [];
  let from = 0;
  for (const found of text.matchAll(/<([a-z]+)>(.*?)<\/\1>/g)) {
    const [whole, name = '', words = ''] = found;
    pieces.push(text.slice(from, found.index), parts[name]?.(words) ?? words);
    from = found.index + whole.length;
  }
  pieces.push(text.slice(from));
  return pieces.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
    <Fragment key={index}>{piece}</Fragment>
  ));
}
