/** Colours an operator may give to a context: none of them is the colour of a state. */
export const contextColours = [
  'teal',
  'cyan',
  'blue',
  'indigo',
  'violet',
  'grape',
  'pink',
  'orange',
  'yellow',
  'lime',
  'gray',
] as const;

/** The CSS colour behind a context's colour name; a name this theme does not know is gray. */
export function contextColour(name: string): string {
  const known = contextColours.find((colour) => colour === name) ?? 'gray';
  return `var(--mantine-color-${known}-6)`;
}
