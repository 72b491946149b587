/** Texts under `resources/runbooks`, bundled as they are. */
declare module '*.md?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: what bundlers make of a text
  export default text;
}
