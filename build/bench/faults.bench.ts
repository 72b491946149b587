import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Labelled, labelledFaults } from '../faults/labels';
import type { Outcome } from '../faults/outcome';
import { play } from '../faults/play';
import { shortOf, tableOf } from '../faults/report';
import { type Figures, figuresOf, type Judged, judge } from '../faults/score';
import type { BenchContext } from '../scripts/lib/bench-context';

/**
 * `npm run bench -- faults [--only NAME,…] [--set development|held-back]`: every labelled fault of the library, each in front of a
 * console of its own as it ships, and what the console made of it. Ends with 1 where a goal is missed.
 */
export async function bench({ args, figure, say }: BenchContext): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string' }, set: { type: 'string' }, worker: { type: 'boolean' } },
  });
  if (values.worker === true) return work();
  const only = values.only?.split(',');
  const faults = labelledFaults().filter(
    ({ name, set }) => (only === undefined || only.includes(name)) && (values.set === undefined || values.set === set),
  );
  const begun = performance.now();
  const judged = await playAll(faults, say);
  say(tableOf(judged));
  for (const set of ['development', 'held-back'] as const) {
    const own = judged.filter(({ fault }) => fault.set === set);
    if (own.length > 0) print(figuresOf(own), { set }, figure);
  }
  const all = figuresOf(judged);
  print(all, { set: 'all' }, figure);
  figure('time', Math.round((performance.now() - begun) / 100) / 10, 's');
  const short = shortOf(all);
  for (const sentence of short) say(`Goal missed: ${sentence}.`);
  if (short.length > 0) process.exitCode = 1;
}

const UNITS: Readonly<Record<keyof Figures, string>> = {
  faults: 'stories',
  harmless: 'stories',
  expected: 'incidents',
  found: 'incidents',
  missed: 'incidents',
  falsePositives: 'incidents',
  fragments: 'incidents',
  precision: 'share',
  recall: 'share',
  falsePositiveRate: 'share',
  harmlessAlarmed: 'stories',
  notificationsPerIncident: 'messages',
  messagesPerIncident: 'messages',
  toldTooOften: 'incidents',
  causeFirst: 'share',
  findings: 'findings',
  findingsAlerted: 'findings',
  harmlessWithFindings: 'stories',
  harmlessWithFindingAlerts: 'stories',
};

function print(figures: Figures, more: object, figure: BenchContext['figure']): void {
  for (const [name, unit] of Object.entries(UNITS)) {
    const value = Object.entries(figures).find(([key]) => key === name)?.[1] ?? 0;
    figure(name, Math.round(value * 1000) / 1000, unit, more);
  }
}

/** Consoles that share a process: most of the time each waits for its story to go on. */
const SIDE_BY_SIDE = 4;

/** Plays faults in as many processes as there are cores. In the order of the library. */
async function playAll(faults: readonly Labelled[], say: (line: string) => void): Promise<readonly Judged[]> {
  const waiting = [...faults];
  const judged = new Map<string, Judged>();
  const players = Array.from({ length: Math.max(2, cpus().length) }, startPlayer);
  const takers = players.flatMap((player) => Array.from({ length: SIDE_BY_SIDE }, () => player));
  await Promise.all(
    takers.map(async (player) => {
      for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
        judged.set(fault.name, judge(fault, await player.play(fault.name)));
        if (judged.size % 10 === 0) say(`${judged.size} of ${faults.length}`);
      }
    }),
  );
  for (const player of players) player.end();
  return faults.flatMap(({ name }) => judged.get(name) ?? []);
}

interface Player {
  play(name: string): Promise<Outcome>;
  end(): void;
}

interface Answer {
  readonly name: string;
  readonly outcome: Outcome;
}

/** This program again, playing what it is told to. */
function startPlayer(): Player {
  const child = spawn(process.execPath, ['--enable-source-maps', fileURLToPath(import.meta.url), '--worker'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  const asked = new Map<string, { readonly resolve: (outcome: Outcome) => void; readonly reject: (reason: Error) => void }>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { name, outcome }: Answer = JSON.parse(line);
    asked.get(name)?.resolve(outcome);
    asked.delete(name);
  });
  child.on('exit', () => {
    for (const [name, { reject }] of asked) reject(new Error(`the player of ${name} ended`));
  });
  return {
    play: (name) =>
      new Promise((resolve, reject) => {
        asked.set(name, { resolve, reject });
        child.stdin.write(`${name}\n`);
      }),
    end: () => child.stdin.end(),
  };
}

/** Plays the faults that are named on standard input, one a line, and answers each with a line when it has ended. */
async function work(): Promise<void> {
  const faults = new Map(labelledFaults().map((fault) => [fault.name, fault]));
  for await (const name of createInterface({ input: process.stdin })) {
    const fault = faults.get(name);
    if (fault === undefined) throw new Error(`there is no fault ${name}`);
    void play(fault).then((outcome) => process.stdout.write(`${JSON.stringify({ name, outcome } satisfies Answer)}\n`));
  }
}
