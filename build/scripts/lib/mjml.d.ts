/** What we use of a package without types of its own. */
declare module 'mjml' {
  interface Compiled {
    readonly html: string;
    readonly errors: readonly { readonly formattedMessage: string }[];
  }
  // biome-ignore lint/style/noDefaultExport: the package's own
  export default function mjml(source: string, options: Readonly<Record<string, unknown>>): Promise<Compiled>;
}
