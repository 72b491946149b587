import { performance } from 'node:perf_hooks';
import { Format } from '../../shared/domain/notifications/rendered-format';
import { message } from '../../shared/domain/templates/testing/a-message';
import type { BenchContext } from '../scripts/lib/bench-context';

const ROUNDS = 2_000;
const TYPES = ['execution.failed', 'server.launch-failed', 'wave.completed', 'custom.event'] as const;

/** Messages that the shipped templates write in a second, by form; all of them together should be 2,000 or more. */
export async function bench({ figure }: BenchContext): Promise<void> {
  let total = 0;
  let cpu = 0;
  for (const format of Format.options) {
    const write = (index: number) => message(format, TYPES[index % TYPES.length] ?? 'custom.event');
    for (let index = 0; index < ROUNDS / 10; index += 1) write(index);
    const before = process.cpuUsage();
    const start = performance.now();
    for (let index = 0; index < ROUNDS; index += 1) write(index);
    const took = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    total += took;
    cpu += (user + system) / 1000;
    figure(`${format} messages`, perSecond(ROUNDS, took), '1/s', { perCpuSecond: perSecond(ROUNDS, (user + system) / 1000) });
  }
  const all = ROUNDS * Format.options.length;
  figure('messages of all forms', perSecond(all, total), '1/s', { perCpuSecond: perSecond(all, cpu) });
}

function perSecond(count: number, ms: number): number {
  return Math.round((count / ms) * 1000);
}
