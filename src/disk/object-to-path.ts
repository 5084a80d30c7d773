import { basename, dirname, join, resolve, sep } from 'node:path';
import { explainOffLimits, type Unreadable } from './explain-unreadable.ts';
import { lstat, readlink, realpath } from './local-files.ts';
import { leadsInto, offLimitsName } from './off-limits.ts';

/** More links after one another than any system follows. */
const maxLinks = 40;

/**
 * Edge: why a named path may be neither read nor written; null where it may. Everything
 * below `.git` stays unread: a checkout keeps its token there. The tool's own folder may be named, if
 * it is no link: a commit can hold a link in its place, to have any file of this machine
 * read or overwritten.
 */
export async function objectToPath(path: string): Promise<Unreadable | null> {
  const absolute = resolve(path);
  for (const each of [absolute, await whereItLeads(absolute)]) {
    if (leadsInto(each, '.git')) return explainOffLimits('.git');
  }
  const link = await findToolLink(absolute);
  if (link === null) return null;
  return {
    code: 'tool-folder-is-a-link',
    message: `"${link}" is a link, and the folder .audiencectl must not contain links`,
    hint: 'Remove the link, and run the command again.',
  };
}

/** The real path, of what is not there yet too. */
export async function whereItLeads(path: string, links = 0): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    if (parent === path || links === maxLinks) return path;
    const target = await readlink(path).catch(() => null);
    if (target !== null) return whereItLeads(resolve(parent, target), links + 1);
    return join(await whereItLeads(parent, links), basename(path));
  }
}

/** The first link from the tool's own folder on, in a path that leads into it. */
async function findToolLink(path: string): Promise<string | null> {
  const names = path.split(sep);
  const start = names.findLastIndex((name) => offLimitsName(name) === '.audiencectl');
  if (start === -1) return null;
  for (let end = start + 1; end <= names.length; end += 1) {
    const part = names.slice(0, end).join(sep);
    const found = await lstat(part).catch(() => null);
    if (found === null) return null;
    if (found.isSymbolicLink()) return part;
  }
  return null;
}
