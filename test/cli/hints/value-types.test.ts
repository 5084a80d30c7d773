/** Values that YAML reads as something else than what was meant: what the findings say and tell to write. */
import { describe, expect, test } from '@jest/globals';
import { withFolder } from '../../support/a-folder.ts';
import { runCli } from '../../support/run-cli.ts';

const projectFile = 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n';

interface Found {
  readonly message: string;
  readonly hint?: string;
  readonly source: { readonly file: string; readonly line: number };
  readonly related?: readonly {
    readonly source: { readonly file: string; readonly line: number };
  }[];
}

/** The errors of `validate`. */
async function validate(manifest: string, vars = '', line = 'validate'): Promise<readonly Found[]> {
  const files = { 'audiencectl.yaml': `${projectFile}${vars}`, 'm.yaml': manifest };
  return withFolder(files, async (folder) => {
    const { stdout } = await runCli([...line.split(' '), '--format', 'json'], { cwd: folder });
    const { diagnostics }: { diagnostics: readonly (Found & { severity: string })[] } =
      JSON.parse(stdout);
    return diagnostics.filter(({ severity }) => severity === 'error');
  });
}

const named = (name: string) => `segments:\n  - name: ${name}\n    contactList:\n`;
const located = (radius: string, latitude = '1') =>
  `segments:\n  - name: A\n    location: { radiusInKm: ${radius}, pointsOfInterest: [{ name: P, latitude: ${latitude}, longitude: 2 }] }\n`;

describe('what is put in quotes is what is written', () => {
  test.each(['007', '0x10', '1e3', '0o17', '1.50', 'true', 'FALSE', '.nan', '-.inf', '+1'])(
    '%s',
    async (written) => {
      const [finding, ...others] = await validate(named(written));
      expect(others).toEqual([]);
      expect(finding?.hint).toBe(`Put it in quotes: "${written}".`);
      expect(await validate(named(`"${written}"`))).toEqual([]);
    },
  );

  test.each(['yes', '1_000', '2024-01-01', '12:30', '0b11'])(
    '%s is text as it is',
    async (written) => {
      expect(await validate(named(written))).toEqual([]);
    },
  );

  test('behind an alias, too', async () => {
    const [finding] = await validate(`x-a: &a 007\n${named('*a')}`);
    expect(finding?.hint).toBe('Put it in quotes: "007".');
  });
});

describe('a value of a variable', () => {
  const inVars = { file: 'audiencectl.yaml', line: 5 };

  test.each([
    [
      'text that looks like a number',
      '007',
      named('${var.v}'),
      'Put it in quotes under vars: v: "007".',
    ],
    [
      'text that looks like a truth value',
      'true',
      named('${var.v}'),
      'Put it in quotes under vars: v: "true".',
    ],
    [
      'a number in quotes',
      '"10"',
      located('"${var.v}"'),
      'Write it without quotes under vars: v: 10.',
    ],
  ])('is mended where it stands: %s', async (_, value, manifest, hint) => {
    const [finding, ...others] = await validate(manifest, `vars:\n  v: ${value}\n`);
    expect(others).toEqual([]);
    expect(finding?.hint).toBe(hint);
    expect(finding?.source.file).toBe('m.yaml');
    expect(finding?.related?.map(({ source }) => source)).toMatchObject([inVars]);
  });

  test('has a type only in the project file', async () => {
    const [finding] = await validate(located('"${var.v}"'), '', 'validate --var v=10');
    expect(finding?.hint).toBe(
      'Set v under vars, too: v: 10. A value of --var has the type of the one that it replaces.',
    );
    expect(
      await validate(located('"${var.v}"'), 'vars: { v: 1 }\n', 'validate --var v=10'),
    ).toEqual([]);
  });

  test('of the project file is one of its own', async () => {
    const [finding] = await validate(named('A'), 'vars:\n  v: 007\nname: ${var.v}\n');
    expect(finding?.hint).toBe('Put it in quotes under vars: v: "007".');
    expect(finding?.related?.map(({ source }) => source)).toMatchObject([inVars]);
  });
});

describe('where a number is expected', () => {
  test.each([
    ['.nan', 'radiusInKm must be a whole number, not .nan', undefined],
    ['.inf', 'radiusInKm must be a whole number, not .inf', undefined],
    ['-.INF', 'radiusInKm must be a whole number, not -.inf', undefined],
    ['1.5', 'radiusInKm must be a whole number, not 1.5', undefined],
    ['"10"', 'radiusInKm must be a whole number, not text', 'Write it without quotes: 10.'],
    ['ten', 'radiusInKm must be a whole number, not text', undefined],
  ])('%s is told once', async (written, message, hint) => {
    const [finding, ...others] = await validate(located(written));
    expect(others).toEqual([]);
    expect([finding?.message, finding?.hint]).toEqual([message, hint]);
  });

  test.each(['.nan', '.inf'])('%s is no coordinate', async (written) => {
    const [finding, ...others] = await validate(located('10', written));
    expect(others).toEqual([]);
    expect(finding?.message).toBe(`latitude must be a number, not ${written}`);
  });

  test('.nan is no value of a variable', async () => {
    const [finding] = await validate(named('"${var.v}"'), 'vars: { v: .nan }\n');
    expect(finding?.message).toBe('v must be text, a number or true or false, not .nan');
    expect(finding?.hint).toBe('Put it in quotes: ".nan".');
  });
});
