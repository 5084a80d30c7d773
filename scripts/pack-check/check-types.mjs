import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const consumer = fileURLToPath(new URL('consumer.ts', import.meta.url));

/** Each as strict as it gets, and into the declarations of the package. */
const strict = {
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  declaration: true,
  target: 'es2023',
};
const nodeTypes = { lib: ['es2023'], types: ['node'] };
const browserTypes = { lib: ['es2023', 'dom', 'dom.iterable'], types: [] };

/** How consumers find modules, by the name of the setting; the first one's output is run. */
const consumers = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext', ...nodeTypes },
  node16: { module: 'node16', moduleResolution: 'node16', ...nodeTypes },
  bundler: { module: 'preserve', moduleResolution: 'bundler', ...nodeTypes },
  'bundler without the types of Node.js': {
    module: 'preserve',
    moduleResolution: 'bundler',
    ...browserTypes,
  },
};

/**
 * Compiles a consumer in a project that has the package, in each way of finding modules.
 * @returns the program that came out, as JavaScript
 * @throws Error with what the compiler says
 */
export async function checkTypes(project, root) {
  await checkUsesAll(join(project, 'node_modules/audiencectl/dist/src/index.d.ts'));
  const source = join(project, 'consumer.ts');
  await copyFile(consumer, source);
  for (const [index, [name, options]] of Object.entries(consumers).entries()) {
    const config = join(project, `tsconfig.${index}.json`);
    const typeRoots = [join(root, 'node_modules/@types')];
    const compilerOptions = { ...strict, ...options, typeRoots, outDir: `out-${index}` };
    await writeFile(config, JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', config], {
      cwd: project,
    });
    console.log(`  ${name}: compiles`);
  }
  return join(project, 'out-0/consumer.js');
}

/** The consumer must use what is exported, so that nothing is exported untried. */
async function checkUsesAll(declarations) {
  const text = await readFile(declarations, 'utf8');
  const names = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gms)].flatMap(([, list]) =>
    list.split(',').flatMap((each) => each.match(/\w+(?=\s*$)/) ?? []),
  );
  const used = await readFile(consumer, 'utf8');
  const times = (name) => used.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;
  // Once where it is imported, and at least once more.
  const unused = names.filter((name) => times(name) < 2);
  if (names.length < 10) throw new Error(`${declarations} cannot be read`);
  if (unused.length > 0) throw new Error(`the consumer does not use ${unused.join(', ')}`);
  console.log(`  ${names.length} exports, each used`);
}
