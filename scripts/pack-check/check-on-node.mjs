import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Gets a version of Node.js from the registry, unless it is there: the path of the program. */
export async function getNode(version, folder) {
  const args = [
    'exec',
    '--yes',
    `--package=node@${version}`,
    '--',
    'node',
    '-p',
    'process.execPath',
  ];
  const { stdout } = await run('npm', args, { cwd: folder });
  return stdout.trim();
}

/** Installs a package into an empty project, with the npm of the machine on a given Node.js. */
export async function installPackage(tarball, project, node) {
  await mkdir(project, { recursive: true });
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  await run('npm', ['install', '--engine-strict', ...quiet, tarball], { cwd: project, node });
}

/**
 * Uses an installed package as its users do, on one Node.js: its programs on an example, the library
 * from a module, and from CommonJS.
 * @throws Error where anything is not as it should be
 */
export async function checkOnNode(node, { tarball, consumer, folder }) {
  const version = (await run(node, ['--version'], { cwd: folder })).stdout.trim();
  const project = join(folder, version);
  await installPackage(tarball, project, node);
  await checkPrograms(project, node);

  await copyFile(consumer, join(project, 'consumer.js'));
  const { stdout } = await run(node, ['consumer.js'], { cwd: project, node });
  const required = `require.resolve('audiencectl/schemas/plan.schema.json');
    console.log(typeof require('audiencectl').plan)`;
  const commonjs = ['--input-type=commonjs', '-e', required];
  const { stdout: type } = await run(node, commonjs, { cwd: project });
  expect(type.trim() === 'function', 'require gives the library', type);
  console.log(`  ${version}: the example is planned and applied; ${stdout.trim()}`);
}

async function checkPrograms(project, node) {
  const installed = join(project, 'node_modules/audiencectl/package.json');
  const manifest = JSON.parse(await readFile(installed, 'utf8'));
  const audiences = join(project, 'audiences');
  await mkdir(audiences);
  const audiencectl = async (line) => {
    const program = join(project, 'node_modules/.bin/audiencectl');
    return (await run(program, line.split(' '), { cwd: audiences, node })).stdout;
  };
  const version = await audiencectl('--version');
  expect(version === `${manifest.version}\n`, '--version is that of the package', version);
  await audiencectl('init --example retail-media');
  const planned = await audiencectl('plan --sandbox');
  expect(/^Plan: [1-9]\d* to create, 0 to update/m.test(planned), 'all is to be created', planned);
  await audiencectl('apply --sandbox --auto-approve --quiet');
  const again = await audiencectl('plan --sandbox --detailed-exitcode');
  expect(/^No changes\./m.test(again), 'the second plan is empty', again);
  const review = join(project, 'node_modules/.bin/audiencectl-review');
  const refused = await run(review, [], { cwd: audiences, node }).catch(({ message }) => message);
  expect(
    String(refused).includes('Run "audiencectl-review --help"'),
    'audiencectl-review tells its usage',
    refused,
  );
}

function expect(condition, what, output) {
  if (!condition) throw new Error(`not so: ${what}\n${output}`);
}
