/** What left the simulated cloud for people and web hooks. Nothing is really sent. */
export interface Letter {
  /** Simulated epoch milliseconds. */
  readonly at: number;
  readonly protocol: string;
  /** Address, number or URL. */
  readonly endpoint: string;
  readonly topicArn: string;
  readonly kind: 'notification' | 'confirmation';
  readonly subject: string | null;
  readonly text: string;
  /** Of a confirmation: what ConfirmSubscription takes. */
  readonly token: string | null;
}

export interface Post {
  send(letter: Letter): void;
  /** Newest first. */
  letters(): readonly Letter[];
}

/** Older letters are thrown away. */
const KEPT_LETTERS = 1_000;

export function createPost(): Post {
  const letters: Letter[] = [];
  return {
    send: (letter) => {
      letters.push(letter);
      if (letters.length > KEPT_LETTERS) letters.shift();
    },
    letters: () => [...letters].reverse(),
  };
}
