const bold = /\*\*([^*\n]+)\*\*/g;
const italic = /_([^_\n]+)_/g;
const link = /\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/g;

/** The Markdown that Teams understands of our cards, as HTML: everything else is shown as it stands. Links lead nowhere. */
export function cardMarkdown(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  return safe
    .replace(link, '<u title="$2">$1</u>')
    .replace(bold, '<b>$1</b>')
    .replace(italic, '<i>$1</i>')
    .replace(/\\([\\`*_{}[\]()#+\-.!~|>])/g, '$1')
    .replaceAll('\n', '<br>');
}
