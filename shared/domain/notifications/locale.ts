import { z } from 'zod';

/** Languages that ship. English is the last of every fallback chain (`pt-BR` → `pt` → `en`). */
export const shippedLocales = ['en', 'de', 'ja', 'es', 'fr', 'pt'] as const;

/** A BCP 47 language tag, such as `de` or `pt-BR`; what does not ship falls back. */
export const Locale = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as en, de or pt-BR');
export type Locale = z.infer<typeof Locale>;
