/**
 * The address that may be handed to the operator's own browser (sign-in at AWS, a CloudWatch dashboard), or null. Only https, and
 * without a name and password in it: nothing else that a page names may reach the operating system.
 */
export function outsideLink(url: string): string | null {
  try {
    const { protocol, username, password, href } = new URL(url);
    return protocol === 'https:' && username === '' && password === '' ? href : null;
  } catch {
    return null; // no address at all
  }
}
