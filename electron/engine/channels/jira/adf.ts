/** A node of an Atlassian document; only what we make of it. */
export interface AdfNode {
  readonly type: string;
  readonly version?: 1;
  readonly text?: string;
  readonly marks?: readonly { readonly type: 'link'; readonly attrs: { readonly href: string } }[];
  readonly content?: readonly AdfNode[];
}

/** Plain text as a document: blank lines part paragraphs, other line ends stay, addresses become links. */
export function adfOf(text: string): AdfNode {
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((part) => part.replace(/^\n+|\s+$/g, ''))
    .filter((part) => part !== '');
  return { type: 'doc', version: 1, content: paragraphs.map((part) => ({ type: 'paragraph', content: linesOf(part) })) };
}

/** The words of a document in the order in which they stand, parted by blanks; of what is none, nothing. */
export function textOfAdf(document: unknown): string {
  if (Array.isArray(document)) return document.map(textOfAdf).join(' ');
  if (typeof document === 'string') return document;
  if (typeof document !== 'object' || document === null) return '';
  const own = 'text' in document && typeof document.text === 'string' ? document.text : '';
  return 'content' in document ? `${own} ${textOfAdf(document.content)}` : own;
}

function linesOf(paragraph: string): AdfNode[] {
  return paragraph.split('\n').flatMap((line, index) => [...(index === 0 ? [] : [{ type: 'hardBreak' }]), ...wordsOf(line)]);
}

function wordsOf(line: string): AdfNode[] {
  return line
    .split(/(https?:\/\/[^\s<>"]+)/)
    .filter((part) => part !== '') // An empty text node is refused.
    .map((part) =>
      /^https?:\/\//.test(part)
        ? { type: 'text', text: part, marks: [{ type: 'link', attrs: { href: part } }] }
        : { type: 'text', text: part },
    );
}
