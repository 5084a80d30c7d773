/** What a file is by its beginning: whether this tool wrote it, and may replace it. */
import { open, stat } from 'node:fs/promises';
import { objectToPath } from '../../disk/object-to-path.ts';

/** What `--out` saves. */
export type SavedKind = 'plan' | 'snapshot';

/** Names before the checksum are short. */
const beginnings: Readonly<Record<SavedKind, readonly RegExp[]>> = {
  plan: [
    /^\s*\{\s*"formatVersion":\s*\d+,\s*"tool":\s*\{\s*"name":\s*"audiencectl"/u,
    /\n {2}"checksum":\s*"[0-9a-f]{64}",\s*"consents":/u,
  ],
  snapshot: [
    /^\s*\{\s*"formatVersion":\s*\d+,\s*"platform":\s*"[a-z-]+",\s*"\w+Id":\s*"\d+",\s*"segments":\s*\[/u,
  ],
};

const bytesOfBeginning = 4000;

/** Edge: whether a file was saved by `--out`. What must not be read is none. */
export async function isOwnFile(file: string, kind: SavedKind): Promise<boolean> {
  if ((await objectToPath(file)) !== null) return false;
  // Opening a pipe would wait for its writer.
  if (!(await stat(file).catch(() => null))?.isFile()) return false;
  const text = await readBeginning(file);
  return beginnings[kind].every((each) => each.test(text));
}

async function readBeginning(file: string): Promise<string> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return '';
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytesOfBeginning), 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
