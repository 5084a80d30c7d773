import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { systemErrorCode } from '../disk/system-error-code.ts';
import { explainMissingPart } from './process/missing-part.ts';

/**
 * The place of what ships with the program, such as a schema. Both this file and what it is
 * bundled into stand two folders below the package: `src/cli` and `dist/bin`.
 */
export function packageFile(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}

/**
 * Reads what ships with the program.
 *
 * @throws DiagnosticError where it is not there, as after an interrupted installation.
 */
export async function readPackageFile<Result>(
  path: string,
  read: (place: URL) => Promise<Result>,
): Promise<Result> {
  try {
    return await read(packageFile(path));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    throw new DiagnosticError([explainMissingPart(path)]);
  }
}
