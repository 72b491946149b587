import { err, ok, type Result } from '../../../lib/result';
import { NoticeKind } from '../../notice';
import { CauseId } from '../causes/cause-ids';
import { checkLiquid } from './fill';
import { type FrontMatter, type RunbookFault, readFrontMatter } from './front-matter';
import { parseStep, type ReadStep, type StepLines } from './parse-step';
import type { Runbook } from './runbook';

/** Characters of a runbook, and its steps. */
const MOST_CHARACTERS = 100_000;
const MOST_STEPS = 50;
const KEYS: ReadonlySet<string> = new Set(['id', 'title', 'causes', 'rules', 'notices', 'log-events', 'errors']);

/**
 * A runbook from its Markdown: a head between two lines of `---` (id and title; causes, rules, notices, log-events and errors it is for),
 * what it is about, then its steps, each beginning with `## Title`. Fails with every fault that was found, by line.
 */
export function parseRunbook(source: string): Result<Runbook, readonly RunbookFault[]> {
  if (source.length > MOST_CHARACTERS)
    return err([{ line: 1, message: `It is longer than ${MOST_CHARACTERS.toLocaleString('en')} characters.` }]);
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/);
  const head = readFrontMatter(lines);
  const faults: RunbookFault[] = [...head.faults];
  const { intro, sections } = sectionsOf(lines, head.bodyLine);
  const read = sections.map((section) => parseStep(section, faults));
  const summary = intro.join('\n').trim();
  const liquid = checkLiquid(summary);
  if (!liquid.ok) faults.push({ line: head.bodyLine, message: `Its Liquid cannot be read: ${liquid.error}` });
  if (read.length === 0) faults.push({ line: head.bodyLine, message: 'It has no steps: begin each with `## What to do`.' });
  if (read.length > MOST_STEPS) faults.push({ line: head.bodyLine, message: `It has more than ${MOST_STEPS} steps.` });
  faults.push(...branchFaults(read));
  const runbook = { ...headOf(head, faults), summary, steps: read.map(({ step }) => step) };
  return faults.length === 0 ? ok(runbook) : err([...faults].sort((one, other) => one.line - other.line));
}

function sectionsOf(lines: readonly string[], bodyLine: number): { intro: readonly string[]; sections: readonly StepLines[] } {
  const intro: string[] = [];
  const sections: { title: string; line: number; lines: string[] }[] = [];
  let fence: string | null = null;
  for (const [index, text] of lines.entries()) {
    if (index + 1 < bodyLine) continue;
    const mark = /^\s*(```+|~~~+)/.exec(text)?.[1];
    if (mark !== undefined) fence = fence === null ? mark : text.trim() === fence ? null : fence;
    const title = fence === null ? /^##(?!#)\s*(.*)$/.exec(text)?.[1] : undefined;
    if (title === undefined) (sections.at(-1)?.lines ?? intro).push(text);
    else sections.push({ title: title.trim(), line: index + 1, lines: [] });
  }
  return { intro, sections };
}

function branchFaults(read: readonly ReadStep[]): RunbookFault[] {
  return read.flatMap(({ step, branches }, index) =>
    branches.flatMap(({ line, to }): RunbookFault[] => {
      if (to === 'end') return [];
      if (to < 0 || to >= read.length) return [{ line, message: `There is no step ${to + 1}; the last one is ${read.length}.` }];
      const isEndless = to === index && step.ifPasses === index;
      return isEndless ? [{ line, message: 'When its check passes the step leads to itself.' }] : [];
    }),
  );
}

function headOf(head: FrontMatter, faults: RunbookFault[]): Omit<Runbook, 'summary' | 'steps'> {
  for (const [key, { line }] of head.entries)
    if (!KEYS.has(key)) faults.push({ line, message: `“${key}” is not known here; known are ${[...KEYS].join(', ')}.` });
  const list = (key: string) => head.entries.get(key)?.values ?? [];
  const runbookId = list('id').join('');
  const title = list('title').join(', ');
  const at = (key: string) => head.entries.get(key)?.line ?? 1;
  if (!/^[a-z0-9][a-z0-9-]{0,79}$/.test(runbookId))
    faults.push({ line: at('id'), message: 'id: give one of small letters, digits and hyphens, at most 80.' });
  if (title === '' || title.length > 200)
    faults.push({ line: at('title'), message: 'title: give one of at most 200 characters.' });
  return {
    runbookId,
    title,
    causes: list('causes').flatMap((one) => known(CauseId.safeParse(one).data, `There is no cause “${one}”.`, at('causes'))),
    notices: list('notices').flatMap((one) =>
      known(NoticeKind.safeParse(one).data, `There is no kind of notice “${one}”.`, at('notices')),
    ),
    rules: [...list('rules')],
    logEvents: list('log-events').map((one) => one.toUpperCase()),
    errors: [...list('errors')],
  };

  function known<T>(value: T | undefined, message: string, line: number): T[] {
    if (value !== undefined) return [value];
    faults.push({ line, message });
    return [];
  }
}
