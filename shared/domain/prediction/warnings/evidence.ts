import { msOf } from '../../primitives';
import { counted } from '../../reconcile/words';
import { medianOf } from '../robust';
import { type Judged, lasting, percent } from './warning';

/** Differences of the pace below this share are none worth a figure. */
const ALIKE = 0.05;

/** The wave under way: since how long, with how many servers not launched, and when its end is expected; nothing between waves. */
export function waveNow({ execution, course, foreseen, now }: Judged): string[] {
  return execution.waves.flatMap((wave, index) => {
    if (wave.startedAt === null || wave.endedAt !== null) return [];
    const servers = course.servers.filter(({ waveNumber }) => waveNumber === wave.waveNumber);
    const open = servers.filter(({ outcome }) => outcome === 'open').length;
    const finish = foreseen?.futures.waves[index]?.finish;
    const end = finish === undefined ? '' : `; its end is expected in ${lasting((medianOf([...finish]) - msOf(now)) / 1000)}`;
    const lasts = lasting((msOf(now) - msOf(wave.startedAt)) / 1000);
    return [`${wave.label} has run for ${lasts} with ${open} of ${counted(servers.length, 'server')} not launched${end}.`];
  });
}

/** Waves that have not begun, by name; nothing where all have. */
export function wavesAhead({ execution }: Judged): string[] {
  const ahead = execution.waves.filter(({ startedAt, endedAt }) => startedAt === null && endedAt === null);
  const [first] = ahead;
  if (first === undefined) return [];
  return [ahead.length === 1 ? `${first.label} has not begun.` : `${ahead.length} waves have not begun, ${first.label} is next.`];
}

/** How the phases of this execution compare with past ones, and how many those are. */
export function paceNow({ foreseen }: Judged): string[] {
  if (foreseen === null) return [];
  const share = Math.expm1(foreseen.futures.belief.middle);
  const past = `the ${counted(foreseen.history.executions, 'past execution')} it is compared with`;
  if (Math.abs(share) < ALIKE) return [`Its phases take about as long as in ${past}.`];
  return [`Its phases take ${percent(Math.abs(share))} ${share > 0 ? 'longer' : 'less'} than in ${past}.`];
}
