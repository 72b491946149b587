import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { instantOf } from '../../../shared/domain/primitives';
import { aFolder } from '../testing/a-folder';
import { ManualTime } from '../testing/manual-clock';
import { createEvaluator } from './evaluator';

const question = {
  type: 'evaluate' as const,
  dataDir: '/nowhere',
  version: '0',
  wish: { frameworkId: 'SOC2', period: 'ALL', zone: 'UTC', asOf: instantOf(0) },
};

/** A thread that answers with how often it was asked, and dies of the second question. */
function aThread(): string {
  const file = join(aFolder(), 'thread.js');
  writeFileSync(
    file,
    `const { parentPort } = require('node:worker_threads');
     let asked = 0;
     parentPort.on('message', ({ id }) => {
       asked += 1;
       if (asked === 2) process.exit(3);
       parentPort.postMessage({ id, answer: { type: 'evaluate', result: { ok: false, error: { code: 'unknown', field: null, message: String(asked) } } } });
     });`,
  );
  return file;
}

test('a thread that dies over a question fails it, and the next question has a new one', async () => {
  const evaluator = createEvaluator(new ManualTime().wall, aThread());
  onTestFinished(() => evaluator.stop());
  const first = { type: 'evaluate', result: { ok: false, error: { code: 'unknown', field: null, message: '1' } } };
  expect(await evaluator.ask(question)).toEqual(first);
  await expect(evaluator.ask(question)).rejects.toThrow('ended with 3');
  expect(await evaluator.ask(question)).toEqual(first);
});

test('without a built thread it answers by itself: a directory without a journal is said', async () => {
  const evaluator = createEvaluator(new ManualTime().wall, null);
  const { result } = await evaluator.ask(question);
  expect(result).toMatchObject({ ok: false, error: { code: 'not-readable' } });
  await evaluator.stop();
});
