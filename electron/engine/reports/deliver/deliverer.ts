import type { Receipt } from '../../../../shared/domain/notifications/receipt';
import type { Instant } from '../../../../shared/domain/primitives';
import type { ReportConfiguration } from '../../../../shared/domain/reports/report-configuration';
import type { ReportDelivery, ReportRun } from '../../../../shared/domain/reports/report-run';
import type { Result } from '../../../../shared/lib/result';
import { unreachable } from '../../../../shared/lib/unreachable';
import { type CarryResult, type OutgoingFile, trouble } from '../../carriers/carrier';
import type { Carriers } from '../../carriers/open-carriers';
import type { Clock } from '../../ports';
import { ON_PORTAL, waiting } from './plan';
import { reportLetter } from './report-letter';

/** A report's file and its detached signature (null where it is not signed), under the names they have beside each other. */
export interface MadeFiles {
  readonly file: OutgoingFile;
  readonly signature: OutgoingFile | null;
}

export interface Stepped {
  /** All deliveries of the run as they stand now. */
  readonly deliveries: ReportDelivery[];
  /** Whether something changed: then it must be recorded before the next step. */
  readonly isChanged: boolean;
  /** Milliseconds of the engine's clock at which the next step is due; null when nothing waits any more. */
  readonly dueAtMs: number | null;
}

/**
 * Brings made reports to whom they are for. It keeps nothing: the run's record is all it knows, so it goes on after a restart.
 *
 *     let { deliveries } = { deliveries: planReportDeliveries(definition) };   // recorded with the run that was made
 *     const stepped = await deliverer.next(run, definition, signal);           // tries one that is due, at most
 *     // record { ...run, deliveries: stepped.deliveries } where isChanged; call again at dueAtMs
 *
 * `triedAgain(run.deliveries)` is what "send again" records before; `bouncedBy` is for receipts.
 */
export interface Deliverer {
  next(run: ReportRun, definition: Pick<ReportConfiguration, 'Distribution'>, signal: AbortSignal): Promise<Stepped>;
}

export interface DelivererParts {
  readonly carriers: Carriers;
  readonly clock: Pick<Clock, 'now' | 'nowMs'>;
  /** The files of a run; the error says why they cannot be read. */
  read(run: ReportRun): Promise<Result<MadeFiles, string>>;
  /** The key that verifies signatures made here; null while nobody knows it. */
  vkey(): string | null;
}

const MINUTE_MS = 60_000;
/** Minutes before the second attempt, the third …; the last holds for the rest. */
const WAITS = [1, 5, 15, 60, 180, 360, 720];
/** With these waits, two and a half days. */
export const MOST_ATTEMPTS = 10;

export function createDeliverer(parts: DelivererParts): Deliverer {
  const { clock } = parts;
  return {
    async next(run, definition, signal) {
      const due = run.deliveries.findIndex((one) => dueAt(one) <= clock.nowMs());
      const one = run.deliveries[due];
      if (one === undefined) return stepped(run.deliveries, false);
      const outcome = await attempt(parts, run, definition, one, signal);
      // The console stops: nothing is known of it, and the next session tries again.
      if (signal.aborted && !outcome.result.ok) return stepped(run.deliveries, false);
      const after = run.deliveries.map((other, index) => (index === due ? recorded(one, outcome.result, clock.now()) : other));
      return stepped(outcome.needsPortal ? withPortal(after) : after, true);
    },
  };
}

/** The run as it stands when a mail that was taken came back later; null where the receipt is about something else. */
export function bouncedBy(run: ReportRun, receipt: Receipt): ReportRun | null {
  if (receipt.verdict !== 'failed') return null;
  const index = run.deliveries.findIndex(({ reference, method }) => method === 'EMAIL' && reference === receipt.providerId);
  if (run.deliveries[index]?.state !== 'delivered') return null;
  return {
    ...run,
    deliveries: run.deliveries.map((one, at) => (at === index ? { ...one, state: 'failed', reason: receipt.text } : one)),
  };
}

function stepped(deliveries: ReportDelivery[], isChanged: boolean): Stepped {
  const times = deliveries.map(dueAt).filter(Number.isFinite);
  return { deliveries, isChanged, dueAtMs: times.length === 0 ? null : Math.min(...times) };
}

/** Epoch milliseconds; infinite for what does not wait. */
function dueAt({ state, attempts, at }: ReportDelivery): number {
  if (state !== 'waiting') return Number.POSITIVE_INFINITY;
  if (attempts === 0 || at === null) return 0;
  return Date.parse(at) + (WAITS[Math.min(attempts, WAITS.length) - 1] ?? 0) * MINUTE_MS;
}

function recorded(one: ReportDelivery, result: CarryResult, at: Instant): ReportDelivery {
  const attempts = one.attempts + 1;
  if (result.ok) return { ...one, state: 'delivered', attempts, at, reference: result.value.reference, reason: null };
  const { message, retryable, isSuppressed } = result.error;
  if (isSuppressed) return { ...one, state: 'suppressed', attempts, at, reason: message };
  if (!retryable) return { ...one, state: 'failed', attempts, at, reason: message };
  if (attempts < MOST_ATTEMPTS) return { ...one, attempts, at, reason: message };
  return { ...one, state: 'failed', attempts, at, reason: `${message} Given up after ${attempts} attempts.` };
}

/** Nobody may believe that a report can be seen where it cannot. */
const NO_PORTAL = 'This version has no portal page. The file is in the history of the report.';

/** A link was sent in place of a file that is too large: it must lead somewhere. */
function withPortal(deliveries: ReportDelivery[]): ReportDelivery[] {
  return deliveries.some(({ method }) => method === 'PORTAL') ? deliveries : [...deliveries, waiting('PORTAL', ON_PORTAL)];
}

interface Attempt {
  readonly result: CarryResult;
  readonly needsPortal: boolean;
}

async function attempt(
  parts: DelivererParts,
  run: ReportRun,
  { Distribution = {} }: Pick<ReportConfiguration, 'Distribution'>,
  { method, destination }: ReportDelivery,
  signal: AbortSignal,
): Promise<Attempt> {
  const { carriers } = parts;
  const plain = (result: CarryResult): Attempt => ({ result, needsPortal: false });
  if (method === 'PORTAL') return plain({ ok: false, error: trouble(NO_PORTAL) });
  const contextId = Distribution.Context ?? null;
  if (method === 'SNS') {
    const { subject, text } = reportLetter({
      run,
      to: null,
      form: 'notice',
      defaults: carriers.defaults(),
      rehearsal: carriers.rehearsal,
      vkey: parts.vkey(),
    });
    return plain(await carriers.publish({ topicArn: destination, contextId, subject, text, key: run.runId }, signal));
  }
  const made = await parts.read(run);
  if (!made.ok) return plain({ ok: false, error: trouble(made.error) });
  switch (method) {
    case 'EMAIL':
      return mailed(parts, run, destination, Distribution.Attach === false ? null : made.value, signal);
    case 'FOLDER':
      return plain(await inFolder(carriers, run, destination, made.value));
    case 'S3':
      return plain(await inBucket(carriers, run, { contextId, destination }, made.value, signal));
    default:
      return unreachable(method);
  }
}

/** With the file, or a link where none is wanted or the file is too large for mail. */
async function mailed(
  parts: DelivererParts,
  run: ReportRun,
  to: string,
  made: MadeFiles | null,
  signal: AbortSignal,
): Promise<Attempt> {
  const { carriers } = parts;
  const send = (form: 'attached' | 'link' | 'too-large', attachments: readonly OutgoingFile[]) => {
    const letter = reportLetter({
      run,
      to,
      form,
      defaults: carriers.defaults(),
      rehearsal: carriers.rehearsal,
      vkey: parts.vkey(),
    });
    return carriers.mail({ ...letter, to, attachments, key: `${run.runId}.${keyOf(to)}` }, signal);
  };
  if (made === null) return { result: await send('link', []), needsPortal: true };
  const attachments = made.signature === null ? [made.file] : [made.file, made.signature];
  const whole = await send('attached', attachments);
  if (whole.ok || !whole.error.isTooLarge) return { result: whole, needsPortal: false };
  const result = await send('too-large', []);
  return { result, needsPortal: result.ok };
}

/** An address as a part of a Message-ID: different ones stay different. */
function keyOf(address: string): string {
  return Buffer.from(address.toLowerCase(), 'utf8').toString('hex').slice(0, 80);
}

/** Under names of their own content: the next month's report of the same name lies beside it, and the same file counts once. */
async function inFolder(
  carriers: Carriers,
  run: ReportRun,
  folder: string,
  { file, signature }: MadeFiles,
): Promise<CarryResult> {
  const name = ownName(run, file.name);
  const put = await carriers.putInFolder(folder, { name, bytes: file.bytes });
  if (!put.ok || signature === null) return put;
  const beside = await carriers.putInFolder(folder, { name: `${name}.sig`, bytes: signature.bytes });
  return beside.ok ? put : beside;
}

async function inBucket(
  carriers: Carriers,
  run: ReportRun,
  to: { readonly contextId: string | null; readonly destination: string },
  { file, signature }: MadeFiles,
  signal: AbortSignal,
): Promise<CarryResult> {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]*)\/(.*)$/s.exec(to.destination) ?? [];
  const key = `${prefix}${ownName(run, file.name)}`;
  const common = { contextId: to.contextId, bucket, lockUntil: null };
  const put = await carriers.putInBucket({ ...common, key, file }, signal);
  if (!put.ok || signature === null) return put;
  const beside = await carriers.putInBucket({ ...common, key: `${key}.sig`, file: signature }, signal);
  return beside.ok ? put : beside;
}

/** `Monthly.pdf` as `Monthly_1a2b3c4d.pdf`. */
function ownName({ file }: ReportRun, name: string): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  return `${stem}_${(file?.sha256 ?? '').slice(0, 8)}${extension}`;
}
