import type { Line } from '../../charts/align';

export interface Heat {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly key: string; readonly label: string; readonly values: readonly (number | null)[] }[];
}

/** Hours of the day by days of the week, local time; a cell is the mean of what was measured in it. `weekdays` begin with Monday. */
export function byWeekHour(
  points: readonly { readonly atMs: number; readonly value: number }[],
  weekdays: readonly string[],
): Heat {
  const cells = weekdays.map(() => Array.from({ length: 24 }, (): number[] => []));
  for (const { atMs, value } of points) {
    const at = new Date(atMs);
    cells[(at.getDay() + 6) % 7]?.[at.getHours()]?.push(value);
  }
  return {
    columns: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
    rows: weekdays.map((label, day) => ({ key: label, label, values: (cells[day] ?? []).map(meanOf) })),
  };
}

/** Lines by stretches of time, `count` of them; a cell is the highest value in it, since that is what one looks for. */
export function byMoment(
  lines: readonly Line[],
  fromMs: number,
  toMs: number,
  count: number,
  words: (atMs: number, spanMs: number) => string,
): Heat {
  const span = Math.max(1, toMs - fromMs);
  const each = span / count;
  return {
    columns: Array.from({ length: count }, (_, index) => words(fromMs + index * each, span)),
    rows: lines.map(({ key, label, points }) => {
      const values: (number | null)[] = Array.from({ length: count }, () => null);
      for (const { atMs, value } of points) {
        const index = Math.min(count - 1, Math.max(0, Math.floor((atMs - fromMs) / each)));
        values[index] = Math.max(values[index] ?? value, value);
      }
      return { key, label, values };
    }),
  };
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
