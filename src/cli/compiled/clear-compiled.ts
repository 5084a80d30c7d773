import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CompiledPlace } from './compiled-place.ts';

/** Versions and settings of V8 that come and go would fill the disk. */
const mostOfPart = 4;

/** A draft of a run that was killed, in milliseconds. */
const oldest = 3_600_000;

/** Takes away what is kept of a part beyond the latest, and old drafts of any part. */
export function clearCompiled({ folder, part }: Pick<CompiledPlace, 'folder' | 'part'>): void {
  const now = Date.now();
  const kept: { readonly path: string; readonly since: number }[] = [];
  for (const name of readdirSync(folder)) {
    const [, of, draft] = /^(.+)-[\da-f]+(\.\d+)?$/u.exec(name) ?? [];
    if (of === undefined || (draft === undefined && of !== part)) continue;
    const path = join(folder, name);
    const since = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (draft === undefined) kept.push({ path, since });
    else if (now - since > oldest) rmSync(path, { force: true });
  }
  kept.sort((a, b) => b.since - a.since);
  for (const { path } of kept.slice(mostOfPart)) rmSync(path, { force: true });
}
