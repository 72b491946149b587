import type { ReactNode } from 'react';
import { levelColour, levelHeight, scoreLevel, scoreLevels } from './score-level';

/** A score as a small bar that rises in four steps; the words stand beside it. */
export function ScoreMark({ score, threshold }: { score: number; threshold: number }): ReactNode {
  const level = scoreLevel(score, threshold);
  const filled = scoreLevels.indexOf(level);
  return (
    <svg width="20" height="14" viewBox="0 0 20 14" aria-hidden="true" focusable="false">
      {scoreLevels.map((one, place) => (
        <rect
          key={one}
          x={place * 5}
          y={14 - levelHeight[one] * 14}
          width="4"
          height={levelHeight[one] * 14}
          fill={place <= filled ? `var(${levelColour[level]})` : 'var(--line)'}
        />
      ))}
    </svg>
  );
}
