/** `derive`, remembered for the newest input: the same record gives the same answer, without doing the work again. */
export function byIdentity<I, O>(derive: (input: I) => O): (input: I) => O {
  let last: { readonly input: I; readonly output: O } | null = null;
  return (input) => {
    if (last === null || last.input !== input) last = { input, output: derive(input) };
    return last.output;
  };
}
