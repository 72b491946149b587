import { z } from 'zod';
import type { SectionKind } from '../section-kind';

const Configuration = z.looseObject({ Text: z.string().max(50_000).default('') });

/** Free text: paragraphs parted by blank lines; lines that begin with `- ` or `* ` are a list. Never markup. */
export const text: SectionKind<typeof Configuration> = {
  type: 'TEXT',
  Configuration,
  fields: [{ name: 'Text', kind: 'long-text' }],
  build: ({ configuration, words }) => {
    const paragraphs = configuration.Text.split(/\n[ \t]*\n/).flatMap(piecesOf);
    return [{ kind: 'text', paragraphs: paragraphs.length === 0 ? [words('text.empty')] : paragraphs }];
  },
};

type Piece = string | { readonly list: readonly string[] };

function piecesOf(paragraph: string): Piece[] {
  const pieces: Piece[] = [];
  let lines: string[] = [];
  let list: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) pieces.push(lines.join(' '));
    if (list.length > 0) pieces.push({ list });
    [lines, list] = [[], []];
  };
  for (const line of paragraph.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const item = /^[-*•]\s+(.*)$/.exec(line)?.[1];
    if (item === undefined) {
      if (list.length > 0) flush();
      lines.push(line);
    } else {
      if (lines.length > 0) flush();
      list.push(item);
    }
  }
  flush();
  return pieces;
}
