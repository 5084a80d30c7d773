import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The names that our modules import from a package, or from a module of Node.js, without types. */
export async function listUsed(name, root) {
  const imports = new RegExp(`^import \\{([^}]*)\\} from '${name}';`, 'gmu');
  const used = new Set();
  for (const file of await readdir(join(root, 'src'), { recursive: true })) {
    if (!file.endsWith('.ts')) continue;
    for (const [, names] of (await readFile(join(root, 'src', file), 'utf8')).matchAll(imports)) {
      const words = names.split(',').map((word) => word.trim());
      for (const word of words) {
        const [, value] = /^(?!type )(\w+)(?: as \w+)?$/u.exec(word) ?? [];
        if (value !== undefined) used.add(value);
      }
    }
  }
  return used;
}
