import { z } from 'zod';

/** A script that names what it is about opens a page by it, and closes that page with `resolved`. Stands in the event's `data`. */
export const CustomPage = z.object({ alertKey: z.string().min(1).max(200), resolved: z.boolean().default(false) });
