/** A project that misspells a variable of a shared manifest: the hint is followed, and the other projects stay right. */
import { describe, expect, test } from '@jest/globals';
import { aClient, everyProject, withFleet } from './a-fleet.ts';

const shared = `segments:
  - name: Viewers
    retailerId: "1234"
    events: { shopperActivity: View, lookbackDays: Last30Days, brandIds: ["\${var.brand}"] }
audiences:
  - { name: All viewers, retailerId: "1234", algebra: Viewers }
`;

/** Of three clients, `b` has these variables. */
function filesWith(vars: string) {
  const clientOf = (name: string, own: string) =>
    aClient(name, `manifests: ["*.yaml", ../../shared/*.yaml]\nvars: { ${own} }\n`);
  return {
    ...clientOf('a', 'brand: "11"'),
    ...clientOf('b', vars),
    ...clientOf('c', 'brand: "13"'),
    'shared/viewers.yaml': shared,
  };
}

const line = `validate --each ${everyProject}`;

describe('a variable that one project misspells', () => {
  test('is corrected in the project file', async () => {
    await withFleet(
      [],
      async ({ run, write }) => {
        const { exitCode, stdout, stderr } = await run(line);
        expect(exitCode).toBe(1);
        const text = stdout + stderr;
        expect(text).toContain(
          'Correct the name "brnd" to "brand" under vars in the project file.',
        );
        expect(text).toContain('clients/b/audiencectl.yaml:6:9');
        expect(text).not.toContain('Did you mean');
        await write(filesWith('brand: "12"'));
        expect(await run(line)).toMatchObject({ exitCode: 0 });
      },
      { files: filesWith('brnd: "12"') },
    );
  });

  test('is set in the project file where the near one is in use', async () => {
    await withFleet(
      [],
      async ({ run, write }) => {
        const { stdout, stderr } = await run(line);
        expect(stdout + stderr).toContain('Set "brand" under vars in the project file.');
        await write(filesWith('brand: "12", brands: "of b"'));
        expect(await run(line)).toMatchObject({ exitCode: 0 });
      },
      {
        files: {
          ...filesWith('brands: "of b"'),
          'clients/b/own.yaml':
            'segments:\n  - { name: "Own ${var.brands}", retailerId: "1234", contactList: { identifierType: Email } }\n',
        },
      },
    );
  });
});
