import { join, sep } from 'node:path';
import { listUsed } from './list-used.mjs';

/**
 * Takes from modules of Node.js what we use of them and nothing else. An import statement reads all that a
 * module has, which loads the streams for `node:fs` and more for others.
 * @param root the folder of the project
 */
export function builtinsAlone(root) {
  const source = join(root, 'src', sep);
  return {
    name: 'builtins-alone',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^node:/ }, ({ path, kind, importer }) =>
        kind === 'import-statement' && importer.startsWith(source)
          ? { path, namespace: 'builtin' }
          : null,
      );
      onLoad({ filter: /^node:/, namespace: 'builtin' }, async ({ path }) => {
        const names = [...(await listUsed(path, root))];
        const module = `process.getBuiltinModule('${path}')`;
        return { contents: `export const { ${names.join(', ')} } = ${module};` };
      });
    },
  };
}
