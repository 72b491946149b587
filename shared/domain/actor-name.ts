/** What people call whoever did something: `First token` for `token:First token`, `dana` for `os:dana`. Of others the id as it is. */
export function actorName(id: string): string {
  return id.replace(/^(token|os):/, '');
}
