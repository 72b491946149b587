/**
 * `derive`, remembered for each input as long as that is held: the same record gives the same answer, without doing the work again.
 * The page may look at two views by turns, at now and at an instant of a recording.
 */
export function byIdentity<I extends object, O extends object>(derive: (input: I) => O): (input: I) => O {
  const known = new WeakMap<I, O>();
  return (input) => {
    const held = known.get(input);
    if (held !== undefined) return held;
    const output = derive(input);
    known.set(input, output);
    return output;
  };
}
