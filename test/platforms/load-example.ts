import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sortDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { validate } from '../../src/reconciler/check.ts';
import { type Loaded, load } from '../../src/reconciler/load.ts';

const folder = fileURLToPath(new URL('../../examples/marketing-solutions', import.meta.url));

/** The files of the example by their path in it. */
export async function readExampleFiles(): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(folder, { recursive: true });
  const paths = names.filter((name) => name.endsWith('.yaml')).sort();
  const files = paths.map(async (path) => [path, await readFile(`${folder}/${path}`, 'utf8')]);
  return Object.fromEntries(await Promise.all(files));
}

/** The example, which has nothing to find fault with. */
export async function loadExample(): Promise<Loaded> {
  const files = Object.entries(await readExampleFiles()).map(([file, text]) => ({ file, text }));
  const isProject = ({ file }: { readonly file: string }) => file === 'audiencectl.yaml';
  const projectFile = files.find(isProject);
  if (!projectFile) throw new Error('an example without a project file');
  const { value, diagnostics } = load(
    projectFile,
    files.filter((file) => !isProject(file)),
  );
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  const findings = sortDiagnostics([...diagnostics, ...validate(value)]).filter(
    ({ code }) => !value.project.ignore.includes(code),
  );
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  return value;
}
