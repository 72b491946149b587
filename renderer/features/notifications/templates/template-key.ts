import type { StoredTemplate, Template } from '../../../../shared/domain/notifications/template';

/** How addresses name a template: `execution-status-email@en`. */
export function keyOf({ templateId, locale }: Pick<Template, 'templateId' | 'locale'>): string {
  return `${templateId}@${locale}`;
}

export function readKey(key: string): { readonly templateId: string; readonly locale: string } {
  const at = key.lastIndexOf('@');
  return at === -1 ? { templateId: key, locale: 'en' } : { templateId: key.slice(0, at), locale: key.slice(at + 1) };
}

/** The part of a stored template that is written. */
export function contentOf({ templateId, name, format, event, locale, subject, body, text }: StoredTemplate): Template {
  return { templateId, name, format, event, locale, subject, body, text };
}
