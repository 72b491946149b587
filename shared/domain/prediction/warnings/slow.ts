import { counted } from '../../reconcile/words';
import { waveNow } from './evidence';
import { aWarning, isTold, percent, type Warn } from './warning';

/** Slower than usual by this share is worth telling, where executions usually differ less. */
const TOLD = { on: 0.25, off: 0.12 } as const;
/** So far from what is usual that one execution in twenty is. */
const SELDOM = 1.65;

/** The whole execution is slower than the past ones: not one server, all of them. */
export const slow: Warn = (judged) => {
  const { foreseen, before, course } = judged;
  if (foreseen === null) return [];
  const { middle } = foreseen.futures.belief;
  const wasTold = before.has('slow');
  const isSeldom = middle >= (wasTold ? 0.7 : 1) * SELDOM * foreseen.history.paceSpread;
  if (!isSeldom || !isTold(Math.expm1(middle), wasTold, TOLD)) return [];
  const seen = course.servers.flatMap(({ courses }) => courses).filter(({ isOpen }) => !isOpen).length;
  return [
    aWarning(judged, {
      id: 'slow',
      kind: 'slow',
      severity: 'MEDIUM',
      probability: null,
      title: 'The execution is slower than usual',
      summary: `Phases take ${percent(Math.expm1(middle))} longer than in past executions, on all servers alike. What is foreseen counts on that for the waves to come.`,
      nextStep: 'Look at the account and its region: other executions, limits, and the health of AWS there.',
      evidence: [
        `${counted(seen, 'ended phase')} compared with the same in ${counted(foreseen.history.executions, 'past execution')}; usually executions differ by up to ${percent(Math.expm1(SELDOM * foreseen.history.paceSpread))}.`,
        ...waveNow(judged),
      ],
    }),
  ];
};
