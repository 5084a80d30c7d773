/** Edge: the lists of which a folder has ledgers. */

import type { PlatformName } from '../../../model/entity.ts';
import type { ContactListTarget } from '../../../model/remote/members-remote.ts';
import { findPlatform } from '../../../platforms/platform-named.ts';
import type { FileLayer } from '../files/file-layer.ts';
import { namesType } from './list-ledgers.ts';

export interface ListOfFolder {
  readonly target: ContactListTarget;
  /** Null for an audience of the older endpoints. */
  readonly platform: PlatformName | null;
}

export interface LedgersOfFolder {
  readonly lists: readonly ListOfFolder[];
  /** Files that are called ledgers, and of no list or identifier type by their name. */
  readonly strays: readonly string[];
}

const nameOfLedger = /^([a-z-]+)-(\d+)\.(?:(.+)\.)?ledger$/u;

export async function findLedgers(
  files: Pick<FileLayer, 'list'>,
  folder: string,
): Promise<LedgersOfFolder> {
  const names = (await files.list(folder)).filter((name) => name.endsWith('.ledger'));
  const lists = new Map<string, ListOfFolder>();
  const strays: string[] = [];
  for (const name of [...names].sort()) {
    const [, family, id, type] = nameOfLedger.exec(name) ?? [];
    const isStray = type !== undefined && !namesType(type);
    const list = family === undefined || id === undefined ? null : listOf(family, id);
    if (list === null || isStray) strays.push(name);
    else lists.set(`${family}/${id}`, list);
  }
  return { lists: [...lists.values()], strays };
}

function listOf(family: string, id: string): ListOfFolder | null {
  const platform = findPlatform(family);
  if (platform !== null) return { target: { kind: 'segment', id }, platform: platform.name };
  return family === 'legacy-audience'
    ? { target: { kind: 'legacy-audience', id }, platform: null }
    : null;
}
