import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What `tables.mjs` exports. It leads into TypeScript, so it is bundled in memory. */
export async function loadTables() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('tables.mjs', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}
