import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A program that works until it is killed. It says a line whenever something of its work is done for good. */
export interface Victim {
  /** Once, before the first run. */
  build(): Promise<void>;
  /** Runs it, with a kill -9 at the line that is `enough`. Answers every line it said, and what it complained of. */
  run(args: readonly unknown[], enough: (line: string, count: number) => boolean): Promise<Heard>;
}

export interface Heard {
  readonly lines: readonly string[];
  readonly errors: string;
}

/** The function `name` of the file `source` (from the project's root): called with the arguments of each run, and with where to say lines. */
export function aVictim(source: string, name: string): Victim {
  const outDir = join(root, '.cache', basename(source, '.ts'));
  return {
    async build() {
      await build({
        root,
        configFile: false,
        logLevel: 'error',
        build: {
          ssr: join(root, source),
          outDir,
          minify: false,
          rolldownOptions: { output: { entryFileNames: 'victim.mjs' } },
        },
      });
    },
    async run(args, enough) {
      // Lines are written at once: one that was said is one that was done.
      const victim = spawn(process.execPath, [
        '--input-type=module',
        '-e',
        `const { ${name} } = await import(${JSON.stringify(join(outDir, 'victim.mjs'))});
         const { writeSync } = await import('node:fs');
         await ${name}(...${JSON.stringify(args)}, (line) => writeSync(1, line + '\\n'));`,
      ]);
      const lines: string[] = [];
      const errors: string[] = [];
      victim.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
      createInterface({ input: victim.stdout }).on('line', (line) => {
        lines.push(line);
        if (enough(line, lines.length)) victim.kill('SIGKILL');
      });
      await once(victim, 'close');
      return { lines, errors: errors.join('') };
    },
  };
}
