import { dirname, join } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

type MissingPart = Diagnostic & { readonly hint: string };

/** What Node.js says of a module that was cut before what it exports. */
const withoutExport = /^The requested module '\.\/([\w-]+\.mjs)' does not provide an export/u;

/** The program comes in several files, which an interrupted installation may lack; null for every other failure. */
export function findMissingPart(error: unknown): MissingPart | null {
  const emptied = error instanceof SyntaxError ? withoutExport.exec(error.message)?.[1] : undefined;
  if (emptied !== undefined) return explainMissingPart(`dist/bin/${emptied}`);
  if (!(error instanceof Error) || !('code' in error)) return null;
  if (error.code !== 'ERR_MODULE_NOT_FOUND' && error.code !== 'MODULE_NOT_FOUND') return null;
  const [, part = 'a file of it'] = /'([^']+)'/u.exec(error.message) ?? [];
  return explainMissingPart(part.startsWith('./') ? join(folderOf(error), part) : part);
}

/** CommonJS names a file as it was asked for, and who asked for it. */
function folderOf(error: Error): string {
  const asked: unknown = 'requireStack' in error ? error.requireStack : null;
  const [from]: readonly unknown[] = Array.isArray(asked) ? asked : [];
  return typeof from === 'string' ? dirname(from) : '.';
}

export function explainMissingPart(part: string): MissingPart {
  return {
    severity: 'error',
    code: 'installation-incomplete',
    message: `the installation of audiencectl is incomplete: ${part} is missing or not whole`,
    hint: 'Install audiencectl again, for example with npm ci.',
  };
}
