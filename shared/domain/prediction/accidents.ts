import { type ExecutionCourse, forEachStretch, type Stretch, stretches } from './past';

/** What goes wrong now and then, of the past. */
export interface Accidents {
  /** Share of launches that fail and are tried again, and how many seconds that took; of the past, and a guess. */
  readonly retryRate: number;
  readonly retrySeconds: readonly number[];
  /** Share of servers that are lost in a stretch, and the seconds after which they were. */
  readonly lossRate: Readonly<Record<Stretch, number>>;
  readonly lossSeconds: Readonly<Record<Stretch, readonly number[]>>;
}

/** Whether servers go through a stretch at all (with fast recovery there is no conversion), by plan and over all. */
export function pathsOf(runs: readonly ExecutionCourse[]): ReadonlyMap<string, boolean> {
  const counts = new Map<string, { went: number; all: number }>();
  for (const { plan, servers } of runs) {
    for (const server of servers) {
      if (server.outcome !== 'launched' || server.courses.length === 0) continue;
      for (const stretch of stretches) {
        const went = server.courses.some((course) => course.stretch === stretch);
        for (const key of [stretch, `${plan}/${stretch}`]) {
          const count = counts.get(key) ?? { went: 0, all: 0 };
          counts.set(key, { went: count.went + (went ? 1 : 0), all: count.all + 1 });
        }
      }
    }
  }
  return new Map([...counts].map(([key, { went, all }]) => [key, went * 2 >= all]));
}

/** Launches tried again, and servers lost, with what is believed before many were seen. */
export function accidentsOf(runs: readonly ExecutionCourse[]): Accidents {
  const servers = runs.flatMap((run) => run.servers);
  const retried = servers.filter(({ retries }) => retries > 0);
  const launches = servers.filter(({ courses }) => courses.some(({ stretch }) => stretch === 'LAUNCH')).length;
  const lost = servers.filter(({ outcome }) => outcome === 'failed');
  const lostIn = (stretch: Stretch) =>
    lost.flatMap(({ courses }) => (courses.at(-1)?.stretch === stretch ? courses.slice(-1) : []));
  const entered = (stretch: Stretch) =>
    servers.filter(({ courses }) => courses.some((course) => course.stretch === stretch)).length;
  return {
    retryRate: (retried.length + 0.3) / (launches + 100),
    retrySeconds: [90, 180, 300, ...retried.map(({ retrySeconds }) => retrySeconds)],
    lossRate: forEachStretch((stretch) => (lostIn(stretch).length + 0.5) / (entered(stretch) + 100)),
    lossSeconds: forEachStretch((stretch) => lostIn(stretch).map(({ seconds }) => seconds)),
  };
}
