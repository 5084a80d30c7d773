/** A key that the schemas already know and the product does not yet act on: refused, never ignored. */
import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';

export function notSupportedYet(what: string, source: Source): Diagnostic {
  return {
    severity: 'error',
    code: 'not-supported-yet',
    message: `${what} is not supported yet`,
    source,
    hint: 'Remove it until a later version of audiencectl brings it.',
  };
}
