/** One piece of Slack's own markup. */
export type SlackPiece =
  | { readonly kind: 'text' | 'bold' | 'italic' | 'code' | 'lines' | 'strike'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

const piece = /```([\s\S]+?)```|<([^>]+)>|\*([^*\n]+)\*|_([^_\n]+)_|`([^`\n]+)`|~([^~\n]+)~/g;

/** Reads `mrkdwn` as Slack shows it: the part of it that our messages use. */
export function readSlack(mrkdwn: string): readonly SlackPiece[] {
  const text = withSigns(mrkdwn);
  const pieces: SlackPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(piece)) {
    if (match.index > from) pieces.push({ kind: 'text', text: plain(text.slice(from, match.index)) });
    pieces.push(pieceOf(match));
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: plain(text.slice(from)) });
  return pieces;
}

function pieceOf([whole, lines, angle, bold, italic, code, strike]: RegExpMatchArray): SlackPiece {
  if (lines !== undefined) return { kind: 'lines', text: plain(lines) };
  if (angle !== undefined) return bracketed(angle);
  if (bold !== undefined) return { kind: 'bold', text: plain(bold) };
  if (italic !== undefined) return { kind: 'italic', text: plain(italic) };
  if (code !== undefined) return { kind: 'code', text: plain(code) };
  return { kind: 'strike', text: plain(strike ?? whole ?? '') };
}

/** `<url|words>`, `<!date^…|words>`, `<!here>`. */
function bracketed(inner: string): SlackPiece {
  const [target = '', words] = inner.split('|');
  if (target.startsWith('!') || target.startsWith('@') || target.startsWith('#'))
    return { kind: 'text', text: plain(words ?? target) };
  return { kind: 'link', url: plain(target), text: plain(words ?? target) };
}

/** Signs that our templates use, as Slack draws them. */
const signs: Readonly<Record<string, string>> = {
  ':white_check_mark:': '✅',
  ':x:': '❌',
  ':white_circle:': '⚪',
  ':arrow_forward:': '▶️',
  ':no_entry_sign:': '🚫',
};

function withSigns(text: string): string {
  return text.replace(/:[a-z_]+:/g, (name) => signs[name] ?? name);
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
