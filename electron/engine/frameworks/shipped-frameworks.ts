/// <reference path="./glob.d.ts" />

/** The folder is the registry: each file in `resources/frameworks` is one, as it is written there. By file name, in its order. */
export const shippedFrameworks: Readonly<Record<string, unknown>> = import.meta.glob<unknown>(
  '../../../resources/frameworks/*.json',
  {
    eager: true,
    import: 'default',
  },
);
