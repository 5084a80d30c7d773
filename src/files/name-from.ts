import { relative, sep } from 'node:path';

/** How findings name a path: relative to the project folder, with `/` between the names. */
export function nameFrom(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
