import { runbookCheck } from './checks/checks';
import { checkLiquid } from './fill';
import type { RunbookFault } from './front-matter';
import type { Branch, CheckCall, RunbookStep } from './runbook';

/** Characters of a check; what is longer is none. */
const MOST_CHECK = 2_000;

/** Lines of one step, without its heading. `line`: of the heading, from 1. */
export interface StepLines {
  readonly title: string;
  readonly line: number;
  readonly lines: readonly string[];
}

/** A step as it was written: branches count from 1 as people do, and may lead nowhere. */
export interface ReadStep {
  readonly step: RunbookStep;
  readonly branches: readonly { readonly line: number; readonly to: Branch }[];
}

interface Reading {
  readonly prose: string[];
  readonly commands: { language: string; text: string }[];
  readonly branches: { line: number; to: Branch }[];
  readonly faults: RunbookFault[];
  check: CheckCall | null;
  ifFails: Branch | null;
  ifPasses: Branch | null;
  minutes: number | null;
  /** The line of a `command:` whose block has not come yet. */
  awaits: number | null;
}

/**
 * Reads a step. Beside Markdown it may hold, each on a line of its own: `check: name(argument=value, …)`; `if check fails go to step 3`
 * and `if check passes go to step 3` (or `end`); `time limit: 10 minutes`; and `command:` with a fenced block after it.
 */
export function parseStep({ title, line, lines }: StepLines, faults: RunbookFault[]): ReadStep {
  const reading: Reading = {
    prose: [],
    commands: [],
    branches: [],
    faults,
    check: null,
    ifFails: null,
    ifPasses: null,
    minutes: null,
    awaits: null,
  };
  if (title === '') faults.push({ line, message: 'The step has no title.' });
  let index = 0;
  while (index < lines.length) {
    const text = lines[index] ?? '';
    const at = line + 1 + index;
    const fence = /^\s*(```+|~~~+)\s*(\S*)/.exec(text);
    if (fence === null) {
      readLine(text, at, reading);
      index += 1;
      continue;
    }
    index = readFence(lines, index, { mark: fence[1] ?? '```', language: fence[2] ?? '' }, at, reading);
  }
  missingBlock(reading);
  if (reading.check === null && reading.branches.length > 0)
    faults.push({ line: reading.branches[0]?.line ?? line, message: 'There is a branch, and no check that it could follow.' });
  const text = reading.prose.join('\n').trim();
  liquidOf(text, line, reading);
  const { check, ifFails, ifPasses, commands, minutes, branches } = reading;
  return { step: { title, text, check, ifFails, ifPasses, commands, minutes }, branches };
}

function readLine(text: string, at: number, reading: Reading): void {
  const trimmed = text.trim();
  if (trimmed !== '') missingBlock(reading);
  const check = /^check\s*:\s*(.*)$/i.exec(trimmed)?.[1];
  const limit = /^time limit\s*:\s*(.*)$/i.exec(trimmed)?.[1];
  if (/^command\s*:$/i.test(trimmed)) reading.awaits = at;
  else if (check !== undefined) readCheck(check, at, reading);
  else if (limit !== undefined) readLimit(limit, at, reading);
  else if (/^if check\b/i.test(trimmed)) readBranch(trimmed, at, reading);
  else reading.prose.push(text);
}

function readFence(
  lines: readonly string[],
  from: number,
  { mark, language }: { readonly mark: string; readonly language: string },
  at: number,
  reading: Reading,
): number {
  let end = from + 1;
  while (end < lines.length && lines[end]?.trim() !== mark) end += 1;
  if (end >= lines.length) {
    reading.faults.push({ line: at, message: 'The block that begins here does not end.' });
    reading.awaits = null;
    return lines.length;
  }
  const text = lines.slice(from + 1, end).join('\n');
  if (reading.awaits === null) reading.prose.push(...lines.slice(from, end + 1));
  else if (text.trim() === '') reading.faults.push({ line: at, message: 'The command is empty.' });
  else {
    reading.commands.push({ language: language === '' ? 'sh' : language, text });
    liquidOf(text, at, reading);
  }
  reading.awaits = null;
  return end + 1;
}

function readCheck(text: string, at: number, reading: Reading): void {
  const [, name, inside] = /^([a-z][a-z0-9-]*)\s*\((.*)\)\.?$/.exec(text.slice(0, MOST_CHECK)) ?? [];
  if (name === undefined || inside === undefined) {
    reading.faults.push({ line: at, message: 'Write `check: name(argument=value)`.' });
    return;
  }
  const known = runbookCheck(name);
  if (known === null) {
    reading.faults.push({ line: at, message: `There is no check “${name}”.` });
    return;
  }
  if (reading.check !== null) reading.faults.push({ line: at, message: 'A step has one check; make another step of this one.' });
  const args = argumentsOf(inside);
  for (const given of Object.keys(args)) {
    if (!known.parameters.some((one) => one.name === given))
      reading.faults.push({ line: at, message: `${name} takes no “${given}”; it takes ${listed(known.parameters)}.` });
  }
  for (const { name: wanted, usual } of known.parameters) {
    if (args[wanted] === undefined && usual === undefined)
      reading.faults.push({ line: at, message: `${name} needs “${wanted}”.` });
  }
  for (const value of Object.values(args)) liquidOf(value, at, reading);
  reading.check = { name, args };
}

function readBranch(text: string, at: number, reading: Reading): void {
  const [, when, to, number] = /^if check (fails|passes) (?:(end)|go to step (\d+))\.?$/i.exec(text) ?? [];
  if (when === undefined) {
    reading.faults.push({
      line: at,
      message: 'Write `if check fails go to step 3`, `if check passes go to step 3`, or `if check passes end`.',
    });
    return;
  }
  const onFail = when.toLowerCase() === 'fails';
  const branch: Branch = to === undefined ? Number(number) - 1 : 'end';
  if ((onFail ? reading.ifFails : reading.ifPasses) !== null)
    reading.faults.push({ line: at, message: `Where it leads when the check ${when.toLowerCase()} has been said already.` });
  reading.branches.push({ line: at, to: branch });
  if (onFail) reading.ifFails = branch;
  else reading.ifPasses = branch;
}

function readLimit(text: string, at: number, reading: Reading): void {
  const [, number, unit] = /^(\d+)\s*(minutes?|min|hours?|h)\.?$/i.exec(text) ?? [];
  const minutes = Number(number) * (unit?.toLowerCase().startsWith('h') ? 60 : 1);
  if (number === undefined || minutes < 1 || minutes > 7 * 24 * 60)
    reading.faults.push({ line: at, message: 'Write `time limit: 10 minutes`, at most a week.' });
  else reading.minutes = minutes;
}

function missingBlock(reading: Reading): void {
  if (reading.awaits === null) return;
  reading.faults.push({ line: reading.awaits, message: 'After `command:` comes a block between two lines of ```.' });
  reading.awaits = null;
}

function liquidOf(source: string, at: number, { faults }: Reading): void {
  const checked = checkLiquid(source);
  if (!checked.ok) faults.push({ line: at, message: `Its Liquid cannot be read: ${checked.error}` });
}

/** Commas inside of braces or quotes part nothing. */
function argumentsOf(text: string): Record<string, string> {
  const parts = text.match(/(?:\{\{.*?\}\}|"[^"]*"|'[^']*'|[^,])+/g) ?? [];
  return Object.fromEntries(
    parts.flatMap((part): [string, string][] => {
      const at = part.indexOf('=');
      if (at < 1) return part.trim() === '' ? [] : [[part.trim(), '']];
      const value = part.slice(at + 1).trim();
      return [[part.slice(0, at).trim(), /^(["'])(.*)\1$/.exec(value)?.[2] ?? value]];
    }),
  );
}

function listed(parameters: readonly { readonly name: string }[]): string {
  return parameters.length === 0 ? 'nothing' : parameters.map(({ name }) => name).join(', ');
}
