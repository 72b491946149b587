/** `pt-BR` → `pt-BR`, `pt`, `en`: where words and templates are looked for, in this order. */
export function localeChain(locale: string): readonly string[] {
  const parts = locale.split('-');
  const narrowing = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
  return narrowing.includes('en') ? narrowing : [...narrowing, 'en'];
}
