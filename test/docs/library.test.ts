import { describe, expect, test } from '@jest/globals';
import { smallProject } from '../support/a-folder.ts';

/** What `import 'audiencectl'` gives: the package's own name, as its users write it. */
const library = 'audiencectl';
const {
  apply,
  createRemote,
  createRemoteReader,
  load,
  plan,
  platformNamed,
  serveSandbox,
  snapshot,
  systemClock,
  validate,
} = await import(library);

describe('the library', () => {
  test('loads, validates, takes a snapshot, plans and applies', async () => {
    const [projectFile, manifest] = Object.entries(smallProject).map(([file, text]) => ({
      file,
      text,
    }));
    const { value: loaded, diagnostics } = load(projectFile, [manifest]);
    expect(diagnostics).toEqual([]);
    expect(validate(loaded)).toEqual([]);
    const sandbox = await serveSandbox({ port: 0 });
    try {
      const options = {
        ...loaded.project,
        platform: platformNamed(loaded.project.platform),
        apiUrl: sandbox.url,
        credentials: { clientId: 'test', clientSecret: 'test' },
        clock: systemClock,
        random: Math.random,
      };
      const reader = createRemoteReader(options);
      expect(reader).not.toHaveProperty('write');
      const { value: planned } = plan(loaded, await snapshot(reader));
      expect(planned.summary).toMatchObject({ create: 3 });
      const { report } = await apply(planned, createRemote(options));
      expect(report.summary).toEqual({ done: 3, failed: 0, skipped: 0, unknown: 0 });
      expect(plan(loaded, await snapshot(reader)).value.changes).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });
});
