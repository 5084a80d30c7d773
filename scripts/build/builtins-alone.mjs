import { join, sep } from 'node:path';
import { listUsed } from './list-used.mjs';

/** Modules of which we only call functions: they are loaded when the first of these is called. */
const ofFunctions = ['node:fs/promises'];

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
        if (!ofFunctions.includes(path))
          return { contents: `export const { ${names.join(', ')} } = ${module};` };
        const all = process.getBuiltinModule(path);
        const other = names.find((name) => typeof all[name] !== 'function');
        if (other !== undefined) throw new Error(`${other} of ${path} is no function`);
        const calls = names.map(
          (name) => `export function ${name}(...given) { return ${module}.${name}(...given); }`,
        );
        return { contents: calls.join('\n') };
      });
    },
  };
}
