import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { Terminal } from '../process/terminal.ts';

/**
 * Data that a later run reads back, such as a plan or a manifest. Without the secret it would say
 * something else, so it is not written at all. Throws a DiagnosticError `secret-in-output`.
 *
 * @param what names it, as the beginning of a sentence.
 */
export function refuseSecrets(
  what: string,
  text: string,
  { redactor }: Pick<Terminal, 'redactor'>,
): void {
  if (!redactor.finds(text)) return;
  throw new DiagnosticError([
    usageError(
      'secret-in-output',
      `${what} would contain a credential of this run, so it is not written`,
      'Remove the credential from the manifest or entity that contains it, and get a new one from Criteo.',
    ),
  ]);
}
