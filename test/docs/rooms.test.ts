import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
const mostFiles = 16;
const mostLines = 400;

interface Room {
  /** Its path below `src/`. */
  readonly path: string;
  /** The names of its TypeScript files. */
  readonly files: readonly string[];
}

function roomsBelow(folder: string): readonly Room[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const room = {
    path: relative(src, folder),
    files: files.filter((name) => name.endsWith('.ts')),
  };
  const below = entries.filter((entry) => entry.isDirectory());
  return [room, ...below.flatMap(({ name }) => roomsBelow(join(folder, name)))];
}

const rooms = roomsBelow(src).filter(
  ({ path, files }) => files.length > 0 && path !== 'schema/generated',
);

function readmeOf(path: string): string | null {
  try {
    return readFileSync(join(src, path, 'README.md'), 'utf8');
  } catch {
    return null;
  }
}

describe('the folders of src/', () => {
  test('say in a README what comes in, what goes out and what they must not know', () => {
    const silent = rooms.filter(({ path }) => {
      const head = `# ${path}\n\n- **In:** …\n- **Out:** …\n- **Must not know:** …\n`;
      const found = readmeOf(path)?.replaceAll(/(?<=^- \*\*[A-Z][a-z ]+:\*\* )\S.*$/gm, '…');
      return path !== '' && found?.startsWith(head) !== true;
    });
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  test(`hold at most ${mostFiles} files side by side`, () => {
    const full = rooms.filter(({ files }) => files.length > mostFiles);
    expect(full.map(({ path }) => path)).toEqual([]);
  });

  test(`hold no file of more than ${mostLines} lines`, () => {
    const found = rooms.flatMap(({ path, files }) => files.map((name) => join(path, name)));
    const over = found.filter((file) => {
      const lines = readFileSync(join(src, file), 'utf8').split('\n').length - 1;
      return lines > mostLines;
    });
    expect(over).toEqual([]);
  });
});
