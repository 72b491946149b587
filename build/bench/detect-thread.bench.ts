import type { BenchContext } from '../scripts/lib/bench-context';
import { driveDetectionThread } from './lib/detection-thread';

/** `-- detect-thread 10000 60`: so many series, a value a minute each, for so many minutes, through the built thread and the engine's feed. */
export async function bench({ args, figure, say }: BenchContext): Promise<void> {
  const [count, minutes] = [Number(args[0] ?? 10_000), Number(args[1] ?? 60)];
  say(`${count} series, ${minutes} minutes`);
  const { series, points, ...found } = await driveDetectionThread(count, minutes);
  const more = { series, points, simulated: true };
  figure('points a second of processor time, engine and thread together', found.pointsPerCpuSecond, 'points/s', more);
  figure('points a second of the wall', found.pointsPerSecond, 'points/s', more);
  figure('memory of the thread for each series', found.bytesPerSeries, 'bytes', more);
  figure('delay of the engine by feeding it, longest', found.longestTurnMs, 'ms', more);
  figure('delay of the engine by feeding it, p99', found.p99TurnMs, 'ms', more);
}
