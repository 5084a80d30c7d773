/** How many rows a page may have, as far as the API has let us know. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';

export interface PageLimit {
  /** Sends a request with the largest page that was not refused yet, and with smaller ones where it is. */
  send<Result>(request: (limit: number) => Promise<Result>): Promise<Result>;
}

/**
 * The documents give several largest pages: 500 and 100 rows, and a message that names fewer than ten. What
 * lies between is for ceilings that none of them has.
 */
const sizes = [250, 100, 50, 25, 10, 9, 5, 1];

/** @param most what the documents allow. */
export function createPageLimit(most: number): PageLimit {
  let limit = most;
  return {
    send: async (request) => {
      for (;;) {
        const asked = limit;
        try {
          return await request(asked);
        } catch (error) {
          // Another request may have learnt it meanwhile.
          const smaller = Math.min(limit, sizes.find((size) => size < asked) ?? asked);
          if (!isTooLarge(error) || smaller >= asked) throw error;
          limit = smaller;
        }
      }
    },
  };
}

function isTooLarge(error: unknown): boolean {
  return (
    error instanceof DiagnosticError &&
    error.diagnostics.some(({ code }) => code === 'pagination-limit-invalid')
  );
}
