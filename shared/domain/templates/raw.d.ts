/** Texts under `resources/templates`, bundled as they are. */
declare module '*.liquid?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: what bundlers make of a text
  export default text;
}
declare module '*.html?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: what bundlers make of a text
  export default text;
}
