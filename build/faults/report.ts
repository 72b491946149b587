import type { Figures, Judged } from './score';

/** What a release must reach. */
const GOALS = { falsePositiveRate: 0.05, causeFirst: 0.9, recall: 0.9 } as const;

/** Which goals are missed, one sentence each; none where all are reached. */
export function shortOf(figures: Figures): readonly string[] {
  const said: string[] = [];
  if (figures.falsePositiveRate >= GOALS.falsePositiveRate)
    said.push(`false-positive rate ${percent(figures.falsePositiveRate)}, wanted is under ${percent(GOALS.falsePositiveRate)}`);
  if (figures.causeFirst < GOALS.causeFirst)
    said.push(`the true cause is first in ${percent(figures.causeFirst)}, wanted are ${percent(GOALS.causeFirst)}`);
  if (figures.recall < GOALS.recall) said.push(`recall ${percent(figures.recall)}, wanted are ${percent(GOALS.recall)}`);
  if (figures.harmlessAlarmed > 0) said.push(`${figures.harmlessAlarmed} harmless stories woke somebody`);
  return said;
}

/** One line a fault for people: what was expected, what was found. */
export function tableOf(judged: readonly Judged[]): string {
  const rows = judged.map(rowOf);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rowOf({ fault, hits, missed, falsePositives, messages }: Judged): readonly string[] {
  const isWell =
    missed.length === 0 && falsePositives.length === 0 && hits.every((hit) => hit.isCauseFirst && hit.others.length === 0);
  const said = [
    ...hits.map(({ expected, found, others, isCauseFirst }) => {
      const cause = isCauseFirst ? expected.cause : `${expected.cause}, but ${found.causes[0] ?? 'no cause'} first`;
      const more = others.length === 0 ? '' : ` and ${others.length} more (${others.map(({ title }) => title).join(', ')})`;
      return `${found.severity} ${cause}${more}, told ${found.told}`;
    }),
    ...missed.map(({ cause }) => `MISSED ${cause}`),
    ...falsePositives.map(({ severity, title, causes }) => `FALSE ${severity} ${title} (${causes[0] ?? 'no cause'})`),
  ];
  return [isWell ? 'ok' : '--', `${fault.file}/${fault.name}`, `${messages.everything} messages`, said.join('; ') || 'nothing'];
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
