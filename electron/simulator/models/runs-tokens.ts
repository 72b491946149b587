import { AwsFault } from '../service';
import type { Answer, Run } from './runs';

export interface Waiting {
  readonly run: Run;
  readonly answer: (answer: Answer) => void;
}

/** Task tokens that runs wait on. Each is answered once; what was answered stays known, to be told from what never was. */
export interface Tokens {
  wait(token: string, waiting: Waiting): void;
  /** Whoever waits, who then waits no more; null when nobody does. */
  take(token: string): Waiting | null;
  /** Throws `InvalidToken` for an unknown token, `TaskTimedOut` for one that nobody waits on any more. */
  check(token: string): void;
  /** A run that has ended waits on nothing. */
  close(run: Run): void;
}

export function createTokens(): Tokens {
  const tokens = new Map<string, Waiting | 'answered'>();
  return {
    wait: (token, waiting) => void tokens.set(token, waiting),
    take(token) {
      const waiting = tokens.get(token);
      if (waiting === undefined || waiting === 'answered') return null;
      tokens.set(token, 'answered');
      return waiting;
    },
    check(token) {
      const waiting = tokens.get(token);
      if (waiting === undefined) throw new AwsFault('InvalidToken', `Invalid Token: '${token.slice(0, 12)}…'`);
      if (waiting === 'answered')
        throw new AwsFault('TaskTimedOut', 'Task Timed Out: the token was answered or its execution has ended');
    },
    close(run) {
      for (const [token, waiting] of tokens) if (waiting !== 'answered' && waiting.run === run) tokens.set(token, 'answered');
    },
  };
}
