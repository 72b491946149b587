/** The end of an exhaustive switch. Compiles only when every case has been handled; throws if data lied about its type. */
export function unreachable(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
