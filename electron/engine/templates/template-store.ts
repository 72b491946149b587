import { NotificationDefaults } from '../../../shared/domain/notifications/defaults';
import { allEventTypes, familyOf } from '../../../shared/domain/notifications/event-types';
import { sampleEvent } from '../../../shared/domain/notifications/samples/sample-event';
import type { StoredTemplate, Template, TemplateProblem } from '../../../shared/domain/notifications/template';
import { checkTemplate } from '../../../shared/domain/templates/check-template';
import { localeChain } from '../../../shared/domain/templates/locale-chain';
import { previewTemplate } from '../../../shared/domain/templates/preview-template';
import { shippedTemplate, shippedTemplates } from '../../../shared/domain/templates/shipped';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { TemplateStore, WriteProblem } from '../notifications-api';
import type { Actor, Clock } from '../ports';
import type { Recorder } from '../state/recorder';
import type { Document } from '../storage/document';
import { type Entry, entryOf, type TemplateFile, type Version, withVersion } from './template-file';

interface StoreOptions {
  readonly document: Document<TemplateFile>;
  readonly clock: Pick<Clock, 'now'>;
  readonly owe: Recorder['owe'];
}

/** Own templates with their versions over those that ship. Shipped ones have version 0 and serve every language. */
export function createTemplateStore({ document, clock, owe }: StoreOptions): TemplateStore {
  const entry = (templateId: string, locale: string) => entryOf(document.current(), templateId, locale);

  /** Writes one more version and records it. */
  async function write(
    key: { readonly templateId: string; readonly locale: string },
    template: Template | null,
    change: 'saved' | 'restored' | 'deleted',
    actor: Actor,
  ): Promise<Result<StoredTemplate | null, WriteProblem>> {
    const { templateId, locale } = key;
    const at = clock.now();
    const written = await document.change((file) =>
      withVersion(file, templateId, locale, { changedAt: at, changedBy: actor.id, template }),
    );
    if (!written.ok) return err({ code: 'not-writable', field: null, message: written.error.message });
    const newest = entry(templateId, locale)?.versions[0];
    if (newest === undefined) return ok(null);
    owe([{ type: 'template.changed', at, templateId, version: newest.version, change, actor: actor.id }], actor);
    return ok(ownOf(newest));
  }

  return {
    list() {
      const own = document.current().entries.flatMap(({ versions }) => (versions[0] ? (ownOf(versions[0]) ?? []) : []));
      // One's own in English serves every language; in another, the shipped one still stands beside it.
      const hidden = new Set(own.filter(({ locale }) => locale === 'en').map(({ templateId }) => templateId));
      return [...own, ...shippedTemplates.filter(({ templateId }) => !hidden.has(templateId)).map(asShipped)];
    },
    get(templateId, locale) {
      for (const candidate of localeChain(locale)) {
        const newest = entry(templateId, candidate)?.versions[0];
        const own = newest === undefined ? null : ownOf(newest);
        if (own !== null) return own;
      }
      return shippedStored(templateId);
    },
    versions(templateId, locale) {
      const own = entry(templateId, locale)?.versions.flatMap((version) => ownOf(version) ?? []) ?? [];
      const shipped = shippedStored(templateId);
      return shipped === null ? own : [...own, shipped];
    },
    async save(template, actor) {
      const problem = problemOf(template);
      if (problem !== null) return err(problem);
      return present(await write(template, template, 'saved', actor));
    },
    async restore(templateId, locale, version, actor) {
      const template = formerOf(entry(templateId, locale), templateId, version);
      if (template === null) return err(unknown(`There is no version ${version} of the template ${templateId}.`));
      return present(await write({ templateId, locale }, { ...template, locale }, 'restored', actor));
    },
    async remove(templateId, locale, actor) {
      const newest = entry(templateId, locale)?.versions[0];
      if (newest === undefined || newest.template === null) {
        return err(
          shippedTemplate(templateId) === null
            ? unknown(`There is no template ${templateId} of your own.`)
            : {
                code: 'conflict',
                field: null,
                message: `The template ${templateId} ships with the console and cannot be deleted.`,
              },
        );
      }
      const written = await write({ templateId, locale }, null, 'deleted', actor);
      return written.ok ? ok(this.get(templateId, locale)) : written;
    },
  };
}

function problemOf(template: Template): WriteProblem | null {
  const shipped = shippedTemplate(template.templateId);
  if (shipped !== null && shipped.format !== template.format) {
    return {
      code: 'invalid',
      field: 'channel',
      message: `${template.templateId} is a template for ${shipped.format}; give one for ${template.format} a name of its own.`,
    };
  }
  const error = checkTemplate(template).find(({ severity }) => severity === 'error') ?? trial(template);
  if (error === null) return null;
  const place = error.line === null ? '' : ` (line ${error.line}, column ${error.column ?? 1})`;
  return { code: 'invalid', field: error.field, message: `${error.message}${place}` };
}

/** Written once with a sample, so that an endless loop or broken JSON is told now and not when somebody has to be told of a failure. */
function trial(template: Template): TemplateProblem | null {
  const type = allEventTypes.find((one) => template.event === 'any' || familyOf(one) === template.event);
  if (type === undefined) return null;
  const { problems } = previewTemplate(template, sampleEvent(type), template.locale, NotificationDefaults.parse({}));
  return problems.find(({ severity }) => severity === 'error') ?? null;
}

function formerOf(entry: Entry | null, templateId: string, version: number): Template | null {
  if (version === 0) return shippedTemplate(templateId);
  return entry?.versions.find((one) => one.version === version)?.template ?? null;
}

function ownOf({ version, changedAt, changedBy, template }: Version): StoredTemplate | null {
  if (template === null) return null;
  return { ...template, version, origin: 'own', overrides: shippedTemplate(template.templateId) !== null, changedAt, changedBy };
}

function asShipped(template: Template): StoredTemplate {
  return { ...template, version: 0, origin: 'shipped', overrides: false, changedAt: null, changedBy: null };
}

function shippedStored(templateId: string): StoredTemplate | null {
  const shipped = shippedTemplate(templateId);
  return shipped === null ? null : asShipped(shipped);
}

function unknown(message: string): WriteProblem {
  return { code: 'unknown', field: 'templateId', message };
}

function present(written: Result<StoredTemplate | null, WriteProblem>): Result<StoredTemplate, WriteProblem> {
  if (!written.ok) return written;
  return written.value === null ? err(unknown('The template is gone.')) : ok(written.value);
}
