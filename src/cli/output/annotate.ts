/** GitHub Actions shows findings beside the changed lines; it reads them from either stream. */
import { relative, sep } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { renderAnnotations } from '../../report/findings/render-annotations.ts';
import type { Environment } from '../process/command-context.ts';

/**
 * Writes annotations to stderr, since stdout belongs to the result; nothing outside GitHub Actions.
 *
 * @param folder the project folder; files are named from the root of the checkout.
 */
export function annotate(
  diagnostics: readonly Diagnostic[],
  folder: string,
  environment: Environment,
  write: (text: string) => void,
): void {
  if (environment['GITHUB_ACTIONS'] !== 'true' || diagnostics.length === 0) return;
  const checkout = environment['GITHUB_WORKSPACE'] ?? process.cwd();
  const way = relative(checkout, folder).split(sep).join('/');
  write(renderAnnotations(diagnostics, way));
}
