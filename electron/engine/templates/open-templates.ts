import { join } from 'node:path';
import type { Template } from '../../../shared/domain/notifications/template';
import type { Instant } from '../../../shared/domain/primitives';
import { renderMessage } from '../../../shared/domain/templates/render-message';
import { ok, type Result } from '../../../shared/lib/result';
import type { TemplateStore } from '../notifications-api';
import type { MessageRenderer } from '../outbox/outbox-api';
import type { Clock } from '../ports';
import type { Recorder } from '../state/recorder';
import { type DocumentError, openDocument } from '../storage/document';
import { emptyFile, newestOf, TemplateFile } from './template-file';
import { createTemplateStore } from './template-store';

export interface OpenedTemplates {
  readonly store: TemplateStore;
  readonly renderer: MessageRenderer;
  /** The delivery of a test is rendered with this draft, once, in place of any stored template. */
  useDraft(deliveryId: string, draft: Template): void;
  /** Where `templates.json` went that could not be understood, and why; null when all was well. */
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

interface TemplatesOptions {
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Wall clock: part of the name of a file that is moved aside. */
  readonly now: Instant;
  /** The file is written by then, so this must not be lost. */
  readonly owe: Recorder['owe'];
}

/** Opens `templates.json` in the data directory: one's own templates with their former versions. */
export async function openTemplates(options: TemplatesOptions): Promise<Result<OpenedTemplates, DocumentError>> {
  const opened = await openDocument(join(options.dataDir, 'templates.json'), TemplateFile, emptyFile, options.now);
  if (!opened.ok) return opened;
  const { document, movedAside } = opened.value;
  const drafts = new Map<string, Template>();
  const own = { all: () => newestOf(document.current()) };
  return ok({
    store: createTemplateStore({ document, clock: options.clock, owe: options.owe }),
    renderer: {
      render(input) {
        const draft = drafts.get(input.delivery.deliveryId) ?? null;
        drafts.delete(input.delivery.deliveryId);
        return renderMessage({ ...input, own, draft });
      },
    },
    useDraft: (deliveryId, draft) => {
      drafts.set(deliveryId, draft);
    },
    movedAside,
  });
}
