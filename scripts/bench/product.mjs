import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** The built program; `npm run build` makes it. */
export const program = path('dist/bin/audiencectl.js');

/**
 * Bundles modules of `src`, such as `members/collect-members`, so that a part can be measured alone.
 * @returns the file, which exports all that they do
 */
export async function bundleModules(folder, modules) {
  const outfile = join(folder, 'bundle.mjs');
  const contents = modules.map((module) => `export * from './${module}.ts';`).join('\n');
  await build({
    stdin: { contents, resolveDir: path('src') },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    alias: { yaml: path('node_modules/yaml/browser/dist/index.js') },
    external: ['undici'],
    logLevel: 'warning',
  });
  return outfile;
}
