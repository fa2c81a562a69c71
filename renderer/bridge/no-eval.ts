import { z } from 'zod';

/** The page may not make code out of texts; zod would try, and be reported by the policy. Before any schema is made: imported first. */
z.config({ jitless: true });
