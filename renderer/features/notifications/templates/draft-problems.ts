import { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import { allEventTypes, familyOf } from '../../../../shared/domain/notifications/event-types';
import { sampleEvent } from '../../../../shared/domain/notifications/samples/sample-event';
import type { Template, TemplateProblem } from '../../../../shared/domain/notifications/template';
import { previewTemplate } from '../../../../shared/domain/templates/preview-template';

const defaults = NotificationDefaults.parse({});

/** What the console will say to this draft when it is to be saved: written once with a sample, as it does before it keeps one. */
export function problemsOf(draft: Template): readonly TemplateProblem[] {
  const type = allEventTypes.find((one) => draft.event === 'any' || familyOf(one) === draft.event) ?? 'execution.failed';
  return previewTemplate(draft, sampleEvent(type), draft.locale, defaults).problems;
}

/** Errors keep a draft from being saved, warnings do not. */
export function isBroken(problems: readonly TemplateProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
