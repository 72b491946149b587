/** A simulator that says nothing for so long is taken for gone. */
export const PATIENCE_MS = 5_000;

/** One call of the simulator's control at `url`: with a body it changes something. Throws where there is no answer. */
export function callSimulator(url: string, what: string, body?: unknown): Promise<Response> {
  const change =
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return fetch(new URL(`/_sim/${what}`, url), { ...change, signal: AbortSignal.timeout(PATIENCE_MS) });
}
