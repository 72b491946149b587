import { type Piece, parseExpression } from './regular-expression-parts';

/** Whether a text as a whole is meant; takes time in proportion to the text, whatever the expression. */
export type TextTest = (text: string) => boolean;

/** More steps than this would make one text dear: `(a{100}){100}` and the like. */
const MOST_STEPS = 1_000;
/** Longer texts are no values of labels; they are meant by nothing. UTF-16 code units. */
export const LONGEST_TEXT = 2_000;
/** Answers that are remembered of one expression: labels have few values, and many alerts. */
const MOST_ANSWERS = 500;

interface Step {
  /** What one character must be; null where none is taken. */
  readonly takes: ((character: string) => boolean) | null;
  readonly only: 'begin' | 'end' | null;
  next: readonly number[];
}

/**
 * An expression in the spelling of JavaScript (flag `u`), without what cannot be decided in one pass: looking ahead or behind, word
 * boundaries, references to groups. Null where it is no such expression, or would be too many steps. It is walked along all of its ways
 * at once, so that no text makes it try again and again (`(a+)+`).
 */
export function compileExpression(source: string): TextTest | null {
  const pieces = parseExpression(source);
  if (pieces === null) return null;
  const program = programOf(pieces);
  if (program === null) return null;
  const answers = new Map<string, boolean>();
  return (text) => {
    if (text.length > LONGEST_TEXT) return false;
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = walk(program, [...text]);
    if (answers.size >= MOST_ANSWERS) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}

interface Program {
  readonly steps: readonly Step[];
  readonly first: number;
}

/** The step that is reached where the whole text was taken. */
const DONE = 0;

function programOf(whole: Piece): Program | null {
  const steps: Step[] = [{ takes: null, only: null, next: [] }];

  function add(step: Step): number | null {
    return steps.length >= MOST_STEPS ? null : steps.push(step) - 1;
  }

  /** The first step of a piece that goes on with `next`; null once there are too many. */
  function build(piece: Piece, next: number): number | null {
    switch (piece.type) {
      case 'nothing':
        return add({ takes: null, only: null, next: [next] });
      case 'edge':
        return add({ takes: null, only: piece.at, next: [next] });
      case 'character':
        return add({ takes: piece.takes, only: null, next: [next] });
      case 'row':
        return piece.of.reduceRight<number | null>((after, one) => (after === null ? null : build(one, after)), next);
      case 'either': {
        const ways: number[] = [];
        for (const one of piece.of) {
          const way = build(one, next);
          if (way === null) return null;
          ways.push(way);
        }
        return add({ takes: null, only: null, next: ways });
      }
      case 'repeat':
        return repeated(piece, next);
    }
  }

  function repeated({ of, least, most }: Extract<Piece, { type: 'repeat' }>, next: number): number | null {
    let first: number | null = next;
    if (most === null) {
      const loop: Step = { takes: null, only: null, next: [next] };
      first = add(loop);
      const body = first === null ? null : build(of, first);
      if (body === null) return null;
      loop.next = [body, next];
    } else {
      for (let left = most - least; left > 0; left -= 1) {
        const body: number | null = build(of, first);
        first = body === null ? null : add({ takes: null, only: null, next: [body, next] });
        if (first === null) return null;
      }
    }
    for (let left = least; left > 0 && first !== null; left -= 1) first = build(of, first);
    return first;
  }

  const first = build(whole, DONE);
  return first === null ? null : { steps, first };
}

function walk({ steps, first }: Program, characters: readonly string[]): boolean {
  const reachedAt = new Int32Array(steps.length).fill(-1);
  let standing: number[] = [];

  /** A step, and everything that is reached from it without a character. */
  function reach(index: number, place: number, into: number[]): void {
    const open = [index];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const step = steps[at];
      if (step === undefined || reachedAt[at] === place) continue;
      if (step.only === 'begin' && place > 0) continue;
      if (step.only === 'end' && place < characters.length) continue;
      reachedAt[at] = place;
      if (step.takes !== null || at === DONE) into.push(at);
      else open.push(...step.next);
    }
  }

  reach(first, 0, standing);
  for (const [place, character] of characters.entries()) {
    const after: number[] = [];
    for (const at of standing) {
      const step = steps[at];
      if (step?.takes?.(character) === true) for (const next of step.next) reach(next, place + 1, after);
    }
    if (after.length === 0) return false;
    standing = after;
  }
  return standing.includes(DONE);
}
