import { z } from 'zod';

// Imported before everything else: the page's policy allows no code made from text, which zod tries as soon as a schema is built.
z.config({ jitless: true });
