import type { Attachment } from '../../../shared/domain/frameworks/attachment';
import type { Framework } from '../../../shared/domain/frameworks/framework';
import type { Instant } from '../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { Core } from '../engine-api';
import type { History } from '../journal/history';
import type { WriteProblem } from '../notifications-api';
import type { Actor, Ports } from '../ports';
import { type EvidenceFiles, openEvidenceFiles } from './evidence-files';

export interface Attaching {
  readonly controlId: string;
  /** What of the control it answers; null lets the only thing there is be meant. */
  readonly answers: string | null;
  readonly statement: string;
  readonly validUntil: Instant | null;
  readonly file: { readonly name: string; readonly base64: string } | null;
}

/** Evidence that people added: `engine.inside.attachments`. What stands is what the newest event says of it. */
export interface Attachments {
  /** Newest first; withdrawn ones too. */
  list(frameworkId: string | null): readonly Attachment[];
  attach(framework: Framework, wish: Attaching, actor: Actor): Promise<Result<Attachment, WriteProblem>>;
  withdraw(attachmentId: string, actor: Actor): Result<Attachment, WriteProblem>;
  file(attachmentId: string): Promise<Result<{ readonly name: string; readonly bytes: Buffer }, WriteProblem>>;
}

interface Parts {
  readonly dataDir: string;
  readonly ports: Pick<Ports, 'clock' | 'ids'>;
  readonly history: Pick<History, 'events'>;
  readonly commit: Core['commit'];
}

const MOST_BYTES = 20 * 1024 * 1024;
const PAGE = 500;

export function createAttachments({ dataDir, ports, history, commit }: Parts): Attachments {
  const files = openEvidenceFiles(dataDir);

  function list(frameworkId: string | null): readonly Attachment[] {
    const found = new Map<string, Attachment>();
    for (const attachment of newestFirst(history)) {
      const isMeant = frameworkId === null || attachment.frameworkId === frameworkId;
      if (isMeant && !found.has(attachment.attachmentId)) found.set(attachment.attachmentId, attachment);
    }
    return [...found.values()];
  }

  function record(attachment: Attachment, actor: Actor): Result<Attachment, WriteProblem> {
    const at = ports.clock.now();
    const recorded = commit([{ type: 'evidence.changed', at, attachment, actor: actor.id }], actor);
    return recorded.ok ? ok(attachment) : err({ code: 'not-writable', field: null, message: recorded.error.message });
  }

  const get = (attachmentId: string) => list(null).find((one) => one.attachmentId === attachmentId) ?? null;

  return {
    list,
    async attach(framework, wish, actor) {
      const answers = answered(framework, wish);
      if (!answers.ok) return answers;
      const kept = wish.file === null ? ok(null) : await keepFile(files, wish.file);
      if (!kept.ok) return kept;
      const { controlId, statement, validUntil } = wish;
      return record(
        {
          attachmentId: ports.ids.next('att'),
          frameworkId: framework.frameworkId,
          controlId,
          answers: answers.value,
          statement,
          file: kept.value,
          addedBy: actor.id,
          addedAt: ports.clock.now(),
          validUntil,
          withdrawnAt: null,
        },
        actor,
      );
    },
    withdraw(attachmentId, actor) {
      const found = get(attachmentId);
      if (found === null) return err(unknown(attachmentId));
      return found.withdrawnAt === null ? record({ ...found, withdrawnAt: ports.clock.now() }, actor) : ok(found);
    },
    async file(attachmentId) {
      const file = get(attachmentId)?.file ?? null;
      if (file === null) return err(unknown(attachmentId));
      const read = await files.read(file.sha256);
      if (read.ok) return ok({ name: file.name, bytes: read.value });
      const why = read.error === 'gone' ? 'is not there any more' : 'is not what was attached: its SHA-256 differs';
      return err({
        code: 'conflict',
        field: null,
        message: `The file ${file.name} ${why}. Attach it again, and withdraw this one.`,
      });
    },
  };
}

function* newestFirst(history: Pick<History, 'events'>): Iterable<Attachment> {
  let before: number | null = null;
  for (;;) {
    const page: ReturnType<History['events']> = history.events({
      subjects: ['evidence:all'],
      contextId: null,
      before,
      limit: PAGE,
    });
    for (const { event } of page) if (event.type === 'evidence.changed') yield event.attachment;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    before = last.seq;
  }
}

/** Which of the things that the control lacks this is. */
function answered({ controls }: Framework, { controlId, answers }: Attaching): Result<string | null, WriteProblem> {
  const control = controls.find(({ id }) => id === controlId);
  if (control === undefined)
    return err({ code: 'unknown', field: 'controlId', message: `There is no control ${controlId} in this framework.` });
  const [only, ...others] = control.elsewhere;
  if (answers === null) return ok(others.length === 0 ? (only?.what ?? null) : null);
  if (control.elsewhere.some(({ what }) => what === answers)) return ok(answers);
  return err({ code: 'invalid', field: 'answers', message: 'is none of the things that this control asks to be added' });
}

async function keepFile(
  files: EvidenceFiles,
  { name, base64 }: NonNullable<Attaching['file']>,
): Promise<Result<NonNullable<Attachment['file']>, WriteProblem>> {
  const bytes = Buffer.from(base64, 'base64');
  const canonical = bytes.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '');
  if (!canonical) return err({ code: 'invalid', field: 'file.base64', message: 'is not base64' });
  if (bytes.byteLength === 0) return err({ code: 'invalid', field: 'file', message: 'is empty' });
  if (bytes.byteLength > MOST_BYTES) return err({ code: 'invalid', field: 'file', message: 'is larger than 20 MB' });
  const kept = await files.keep(bytes);
  if (!kept.ok) return err({ code: 'not-writable', field: null, message: `The file cannot be kept: ${kept.error}.` });
  return ok({ name: plainName(name), ...kept.value });
}

/** A name without a path: it is offered again when somebody takes the file. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim() || 'evidence';
}

function unknown(attachmentId: string): WriteProblem {
  return { code: 'unknown', field: 'attachmentId', message: `There is no evidence ${attachmentId} with a file here.` };
}
