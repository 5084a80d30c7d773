import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { Refusal } from './create-gate.ts';
import { explainRefusal } from './explain-size.ts';

/** Refusals that have nothing to do with what was asked for. */
const general: ReadonlySet<string> = new Set([
  'api-unavailable',
  'api-unreachable',
  'api-timeout',
  'api-rate-limited',
  'api-redirected',
  'api-version-gone',
  'credentials-rejected',
]);

/** An answer, or why there is none. Throws what is no refusal: a bug, or an interrupt. */
export async function attempt<Answer>(
  ask: () => Promise<Answer>,
): Promise<{ readonly value: Answer } | Refusal> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const reason = explainRefusal(error);
    if (reason.code === 'interrupted') throw error;
    return { reason, isGeneral: general.has(reason.code) };
  }
}
