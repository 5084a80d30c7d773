/** Writes changed texts: all of them, or none. */
import { chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { notWritable } from '../output/write-file.ts';
import { type EditedFile, type FileOnDisk, findOnDisk } from './find-on-disk.ts';

/**
 * Every file is written beside its old version first, and then takes its place.
 *
 * @param folder of the project, absolute.
 * @throws DiagnosticError with every file as it was.
 */
export async function writeTexts(files: readonly EditedFile[], folder: string): Promise<void> {
  const found = await findOnDisk(files, folder);
  const drafts = found.map((file) => ({ file, draft: `${file.path}.${crypto.randomUUID()}.tmp` }));
  const replaced: FileOnDisk[] = [];
  try {
    for (const { file, draft } of drafts) await attempt(file, () => write(draft, file));
    // Someone may have saved one of them in the meantime.
    await findOnDisk(files, folder);
    for (const { file, draft } of drafts) {
      if (file.before === null) await claim(file, folder);
      replaced.push(file);
      await attempt(file, () => rename(draft, file.path));
    }
  } catch (error) {
    for (const file of replaced) await putBack(file);
    throw error;
  } finally {
    await Promise.all(drafts.map(({ draft }) => rm(draft, { force: true }).catch(() => undefined)));
  }
}

/** What another run made there a moment ago is not replaced. */
async function claim(file: FileOnDisk, folder: string): Promise<void> {
  await attempt(file, async () => {
    try {
      await writeFile(file.path, '', { flag: 'wx' });
    } catch (error) {
      // Says that it is there now.
      await findOnDisk([file], folder);
      throw error;
    }
  });
}

async function attempt({ path }: FileOnDisk, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (cause) {
    if (cause instanceof DiagnosticError) throw cause;
    throw notWritable(path, cause, 'edit');
  }
}

async function write(draft: string, { after, kept }: FileOnDisk, text = after): Promise<void> {
  if (kept === null) await mkdir(dirname(draft), { recursive: true });
  await writeFile(draft, text, { flag: 'wx' });
  if (kept === null) return;
  // Only some users may give files away, and the new version is theirs then.
  await chown(draft, kept.uid, kept.gid).catch(() => undefined);
  await chmod(draft, kept.mode & 0o7777);
}

async function putBack(file: FileOnDisk): Promise<void> {
  if (file.before === null) return rm(file.path, { force: true });
  const draft = `${file.path}.${crypto.randomUUID()}.tmp`;
  await write(draft, file, file.before);
  await rename(draft, file.path);
}
