import type { Rendered } from '../../../../../shared/domain/notifications/rendered';

/**
 * The mail's HTML for a frame: pictures that travel with it are put in place, and whatever else it may name is not fetched. `dark`
 * applies the mail's own rules for dark programs, whatever the page's theme.
 */
export function mailDocument(mail: Extract<Rendered, { format: 'mail' }>, dark: boolean): string {
  const pictured = mail.inline.reduce(
    (html, { cid, contentType, base64 }) => html.replaceAll(`cid:${cid}`, `data:${contentType};base64,${base64}`),
    mail.html,
  );
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`;
  const html = dark ? pictured.replaceAll('(prefers-color-scheme: dark)', 'all') : withoutDark(pictured);
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => `${head}${policy}`) : `${policy}${html}`;
}

function withoutDark(html: string): string {
  return html.replaceAll('(prefers-color-scheme: dark)', 'not all');
}
