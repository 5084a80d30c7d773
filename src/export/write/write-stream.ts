import type { SourceFile } from '../../model/files/source-file.ts';

/** All files as one YAML stream, each document headed by its file name; it reads as one manifest. */
export function writeStream(files: readonly SourceFile[]): string {
  return files.map(({ file, text }) => `# ${file}\n${text}`).join('---\n');
}
