import { z } from 'zod';
import { Template } from '../../../shared/domain/notifications/template';
import { Instant } from '../../../shared/domain/primitives';

/** Versions that are kept of one template, the newest included. */
export const MOST_VERSIONS = 50;

/** One state of an own template. A deletion is one too, so that it can be undone and numbers never come again. */
const Version = z.object({
  version: z.number().int().min(1),
  changedAt: Instant,
  changedBy: z.string(),
  /** Null where it was deleted. */
  template: Template.nullable(),
});
export type Version = z.infer<typeof Version>;

const Entry = z.object({
  templateId: Template.shape.templateId,
  locale: Template.shape.locale,
  /** Newest first. */
  versions: z.array(Version).min(1),
});
export type Entry = z.infer<typeof Entry>;

/** `templates.json`. */
export const TemplateFile = z.object({ version: z.literal(1), entries: z.array(Entry) });
export type TemplateFile = z.infer<typeof TemplateFile>;

export const emptyFile: TemplateFile = { version: 1, entries: [] };

const newest = new WeakMap<TemplateFile, readonly Template[]>();

/** Own templates in force; one array as long as the file does not change. */
export function newestOf(file: TemplateFile): readonly Template[] {
  const known = newest.get(file);
  if (known !== undefined) return known;
  const templates = file.entries.flatMap(({ versions }) => versions[0]?.template ?? []);
  newest.set(file, templates);
  return templates;
}

export function entryOf(file: TemplateFile, templateId: string, locale: string): Entry | null {
  return file.entries.find((entry) => entry.templateId === templateId && entry.locale === locale) ?? null;
}

/** The file with one more version of one template. */
export function withVersion(
  file: TemplateFile,
  templateId: string,
  locale: string,
  next: Omit<Version, 'version'>,
): TemplateFile {
  const entry = entryOf(file, templateId, locale);
  const version = (entry?.versions[0]?.version ?? 0) + 1;
  const grown: Entry = {
    templateId,
    locale,
    versions: [{ version, ...next }, ...(entry?.versions ?? [])].slice(0, MOST_VERSIONS),
  };
  const entries = entry === null ? [...file.entries, grown] : file.entries.map((one) => (one === entry ? grown : one));
  return { ...file, entries };
}
