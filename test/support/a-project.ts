import type { LoggedRequest } from '../../src/sandbox/inspection/request-log.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { serveSandbox } from '../../src/sandbox/serve-sandbox.ts';
import type { SettingsInput } from '../../src/sandbox/settings.ts';
import { type FolderFiles, withFolder, writeFiles } from './a-folder.ts';
import { type CliRun, runCli } from './run-cli.ts';

/** A project on disk, a remote on loopback, and the program between them. */
export interface TestProject {
  readonly folder: string;
  readonly sandbox: Sandbox;
  /** Where the remote listens. */
  readonly url: string;
  /** Runs a command line in the folder; words are parted by blanks. */
  readonly run: (line: string, env?: Readonly<Record<string, string>>) => Promise<CliRun>;
  /** Adds or rewrites files. */
  readonly write: (files: FolderFiles) => Promise<void>;
  /** The requests that changed or would have changed something, in order. */
  readonly writes: () => readonly LoggedRequest[];
}

export const credentials = { CRITEO_CLIENT_ID: 'test', CRITEO_CLIENT_SECRET: 'test-secret' };

export async function withProject<Result>(
  { files, settings = {} }: { readonly files: FolderFiles; readonly settings?: SettingsInput },
  use: (project: TestProject) => Promise<Result>,
): Promise<Result> {
  const served = await serveSandbox({ port: 0, options: { settings } });
  try {
    return await withFolder(files, (folder) =>
      use({
        folder,
        sandbox: served.sandbox,
        url: served.url,
        run: (line, env = {}) =>
          runCli(line.split(' '), {
            cwd: folder,
            env: { ...credentials, AUDIENCECTL_API_URL: served.url, ...env },
          }),
        write: (more) => writeFiles(folder, more),
        writes: () =>
          served.sandbox.requests().filter((request) => isWrite(request) && !isProof(request)),
      }),
    );
  } finally {
    await served.close();
  }
}

/** Neither a search nor a token request: the only ones that a plan without members may send. */
export function isWrite({ path }: LoggedRequest): boolean {
  return path !== '/oauth2/token' && !path.endsWith('/search');
}

/** A bulk request of no items, which is refused: it asks whether writes are taken, and can change nothing. */
export function isProof({ body }: LoggedRequest): boolean {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body['data'] : null;
  return Array.isArray(data) && data.length === 0;
}

/** How many items a bulk request carries. */
export function itemCount({ body }: LoggedRequest): number {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body['data'] : null;
  return Array.isArray(data) ? data.length : 0;
}
