/**
 * The place of a file that ships with the program, such as a schema. Both this file and what it is
 * bundled into stand two folders below the package: `src/cli` and `dist/bin`.
 */
export function packageFile(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}
