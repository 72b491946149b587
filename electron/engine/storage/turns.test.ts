import { expect, test } from 'vitest';
import { createTurns } from './turns';

test('tasks take their turns in the order in which they came, also after one that failed', async () => {
  const inTurn = createTurns();
  const said: string[] = [];
  const first = inTurn(async () => {
    await Promise.resolve();
    said.push('first');
    throw new Error('no disk');
  });
  const second = inTurn(async () => said.push('second'));
  await expect(first).rejects.toThrow('no disk');
  await expect(second).resolves.toBe(2);
  expect(said).toEqual(['first', 'second']);
});
