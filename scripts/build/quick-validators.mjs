import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { fileOfValidator, validators } from './validators.mjs';
import { writeQuickCheck } from './write-quick-check.mjs';

const folder = 'src/schema/generated';

/**
 * Lets the program ask a check of a tenth of the size first. What does not pass it is given to the
 * validator that tells the reasons, which few runs load. Only CommonJS is loaded at once, so these
 * files are that.
 * @param root the folder of the project
 */
export function quickValidators(root) {
  return {
    name: 'quick-validators',
    setup({ onLoad }) {
      for (const [name, ref] of Object.entries(validators)) {
        const filter = new RegExp(`/${folder}/${fileOfValidator(name)}\\.js$`);
        onLoad({ filter }, async () => ({ contents: await writeValidator(name, ref, root) }));
      }
    },
  };
}

async function writeValidator(name, ref, root) {
  const [file, pointer = ''] = ref.split('#');
  const schema = JSON.parse(await readFile(join(root, 'schemas', file), 'utf8'));
  return `${writeQuickCheck(schema, `#${pointer}`)}
let whole;
export function ${name}(value) {
  if (fits(value)) {
    ${name}.errors = null;
    return true;
  }
  whole ??= process
    .getBuiltinModule('node:module')
    .createRequire(import.meta.url)('./${fileOfValidator(name)}.cjs').${name};
  const isValid = whole(value);
  ${name}.errors = whole.errors;
  return isValid;
}
`.replace('export const fits', 'const fits');
}

/** The validators that tell the reasons, as files of their own. */
export function buildValidators(shared, root) {
  const files = Object.keys(validators).map(fileOfValidator);
  return build({
    ...shared,
    entryPoints: files.map((file) => join(root, folder, `${file}.js`)),
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
}
