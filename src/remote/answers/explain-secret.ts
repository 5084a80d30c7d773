import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { JsonObject } from '../../model/text/json.ts';
import type { ApiCall } from '../calls/api-call.ts';
import type { Redactor } from '../secrets/create-redactor.ts';

/**
 * Names and other data are shown in parts, in which a credential could not be found any more; with
 * something taken out of them, a plan would be made of what is not there.
 */
export function explainSecret(
  { method, path }: ApiCall,
  json: JsonObject,
  redactor: Pick<Redactor, 'finds'>,
): Diagnostic {
  // Other keys are the answer's own, and perhaps no envelope's.
  const part = ['data', 'errors', 'warnings', 'meta'].find((key) =>
    redactor.finds(JSON.stringify(json[key] ?? null)),
  );
  const where = part === undefined ? 'the answer' : `"${part}" of the answer`;
  return {
    severity: 'error',
    code: 'secret-in-answer',
    message: `the answer to ${method} ${path} contains a credential of this run`,
    hint:
      part === 'data'
        ? 'Remove the credential from the entity that contains it, and get a new one from Criteo.'
        : `Get a new credential from Criteo, and ask Criteo why ${where} contains it.`,
  };
}
