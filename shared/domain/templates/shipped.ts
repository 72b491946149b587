import type { Template } from '../notifications/template';

/** Templates that ship, in the order lists show them. */
export const shippedTemplates: readonly Template[] = [];

export function shippedTemplate(templateId: string): Template | null {
  return shippedTemplates.find((template) => template.templateId === templateId) ?? null;
}
