/** `--out FILE` of `plan`: what an earlier run saved there is not the plan of a run that fails. */
import { open, rm, stat } from 'node:fs/promises';
import { objectToPath } from '../../disk/object-to-path.ts';

/** As a plan begins. Names before the checksum are short. */
const beginning = /^\s*\{\s*"formatVersion":\s*\d+,\s*"tool":\s*\{\s*"name":\s*"audiencectl"/u;
const checksum = /\n {2}"checksum":\s*"[0-9a-f]{64}",\s*"consents":/u;

const bytesOfBeginning = 4000;

/** Edge: removes a saved plan. A file of any other kind stays, and is for later checks to judge. */
export async function removeEarlierPlan(file: string): Promise<void> {
  if ((await objectToPath(file)) !== null) return;
  // Opening a pipe would wait for its writer.
  if (!(await stat(file).catch(() => null))?.isFile()) return;
  const text = await readBeginning(file);
  if (beginning.test(text) && checksum.test(text)) await rm(file, { force: true });
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
