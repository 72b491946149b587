/** What stands in a text of JSON; null where it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Receivers answer in whatever they like.
  }
}
