import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ServedSandbox, serveSandbox } from '../../src/sandbox/serve-sandbox.ts';
import { withFolder } from '../support/a-folder.ts';
import { type CliRun, runCli } from '../support/run-cli.ts';

interface Agency {
  readonly cwd: string;
  readonly served: ServedSandbox;
  /** Runs a command for all of its projects. */
  readonly run: (...words: readonly string[]) => Promise<CliRun>;
}

/** A copy of the example, with credentials for each of its companies. */
export async function withAgency<Result>(
  use: (agency: Agency) => Promise<Result>,
): Promise<Result> {
  const served = await serveSandbox({ port: 0 });
  try {
    return await withFolder({ '.git/HEAD': '' }, async (cwd) => {
      const source = fileURLToPath(new URL('../../examples/agency', import.meta.url));
      await cp(source, cwd, { recursive: true });
      const companies = ['NORTH', 'SOUTH', 'WEST'].flatMap((name) => [
        [`CRITEO_CLIENT_ID_${name}`, name],
        [`CRITEO_CLIENT_SECRET_${name}`, `${name}-secret`],
      ]);
      const env = { ...Object.fromEntries(companies), AUDIENCECTL_API_URL: served.url };
      const run = (...words: readonly string[]) =>
        runCli([...words, '--each', 'clients/*/audiencectl.yaml'], { cwd, env });
      return use({ cwd, served, run });
    });
  } finally {
    await served.close();
  }
}
