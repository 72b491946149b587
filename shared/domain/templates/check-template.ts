import type { Template, TemplateProblem } from '../notifications/template';

/** What is wrong in a template before it meets any event: errors keep it from being saved, warnings do not. */
export function checkTemplate(_template: Template): TemplateProblem[] {
  return [];
}
