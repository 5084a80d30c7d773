/** The commands, as a shell runs them, against a sandbox. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readExampleFiles } from '../platforms/load-example.ts';
import { type FolderFiles, smallProject } from '../support/a-folder.ts';
import { type TestProject, withProject } from '../support/a-project.ts';

let example: FolderFiles;
beforeAll(async () => {
  example = await readExampleFiles();
});

const manage = /\/(?:compute-sizes|estimate-size)$/u;

async function json(project: TestProject, line: string) {
  const { exitCode, stdout, stderr } = await project.run(`${line} --format json`);
  expect([exitCode, stderr]).toEqual([0, stderr]);
  return JSON.parse(stdout);
}

const withoutPermission = { readOnlyClients: ['test'] };

describe('plan --sizes', () => {
  test.each([
    ['retail media', () => smallProject],
    ['marketing solutions', () => example],
  ])('of %s tells what it can, and why not what it cannot', async (_, files) => {
    await withProject({ files: files() }, async (project) => {
      const { changes, checksum } = await json(project, 'plan --sizes');
      const plain = await json(project, 'plan');
      expect(plain.checksum).toBe(checksum);
      for (const [index, { size, ...change }] of changes.entries()) {
        expect(change).toEqual(plain.changes[index]);
        expect(size.before).toBeNull();
        expect(size.after === null).toBe(typeof size.reason === 'string');
      }
      const estimated = changes.filter(
        ({ size }: { size: { after: null } }) => size.after !== null,
      );
      expect(estimated.length).toBeGreaterThan(0);
      const { stdout } = await project.run('plan --sizes');
      expect(stdout).toMatch(/^ {6}size {5}about [\d,]+/mu);
      expect(stdout).toMatch(/^ {6}size {5}n\/a: /mu);
      const comment = await project.run('plan --sizes --format markdown');
      expect(comment.stdout).toContain(
        '| | Audience or segment | People | Size |\n|---|---|---|---|\n',
      );
      expect(comment.stdout).toMatch(/^\| \+ create \| .* \| new.* \| about [\d,]+.* \|$/mu);
      expect(comment.stdout).toMatch(/^\| \+ create \| .* \| new.* \| n\/a \|$/mu);
      expect((await project.run('plan --format markdown')).stdout).not.toContain('| Size |');
      const page = await project.run('plan --sizes --format html');
      expect(page.stdout).toMatch(/<span class="pill">size about [\d,]+/u);
    });
  });

  test('needs a permission that plan does not need, and says so in place of failing', async () => {
    const settings = withoutPermission;
    await withProject({ files: smallProject, settings }, async (project) => {
      const { changes } = await json(project, 'plan --sizes');
      expect(changes.map(({ size }: { size: unknown }) => size)).toContainEqual({
        before: null,
        after: null,
        channel: 'Onsite',
        reason: 'sizes need the permission "Audiences Manage"',
      });
    });
    await withProject({ files: smallProject, settings }, async (project) => {
      expect((await project.run('plan')).exitCode).toBe(0);
      const paths = project.sandbox.requests().map(({ path }) => path);
      expect(paths.filter((path) => manage.test(path))).toEqual([]);
    });
  });

  test('asks the API, so it cannot go with a saved snapshot', async () => {
    await withProject({ files: smallProject }, async (project) => {
      await project.run('snapshot --out real.json');
      const { exitCode, stderr } = await project.run('plan --sizes --snapshot real.json');
      expect(exitCode).toBe(1);
      expect(stderr).toContain('conflicting-options');
    });
  });
});

describe('sizes', () => {
  test.each([
    ['retail media', () => smallProject],
    ['marketing solutions', () => example],
  ])('of %s, before and after they exist', async (_, files) => {
    await withProject({ files: files() }, async (project) => {
      const bases = async () => {
        const { sizes } = await json(project, 'sizes');
        for (const { size, reason } of sizes) expect(size === null).toBe(reason !== null);
        return new Set(sizes.map(({ basis }: { basis: string }) => basis));
      };
      expect(await bases()).toEqual(new Set(['estimated']));
      await project.run('apply --auto-approve');
      expect(await bases()).toEqual(new Set(['computed']));
    });
  });

  test('without the permission are all reasons, and no failure', async () => {
    await withProject({ files: smallProject }, async (project) => {
      await project.run('apply --auto-approve');
      project.sandbox.configure(withoutPermission);
      const { exitCode, stdout } = await project.run('sizes');
      expect(exitCode).toBe(0);
      expect(stdout).toContain('n/a: sizes need the permission "Audiences Manage"');
      expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^0 sizes, \d+ not available\.$/u);
    });
  });

  test('are told for what is asked for', async () => {
    await withProject({ files: example }, async (project) => {
      const { sizes } = await json(project, 'sizes segment/Runners*FR');
      expect(sizes).toMatchObject([{ address: 'segment/Runners | FR', basis: 'computed' }]);
      const { exitCode, stderr } = await project.run('sizes audience/* segment/*');
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('unexpected-argument')]);
    });
  });
});

describe('catalog', () => {
  test('lists interests and brands of a country, and finds by word, ID and parent', async () => {
    await withProject({ files: example }, async (project) => {
      const entries = async (line: string) => (await json(project, `catalog ${line}`)).entries;
      const brands = await entries('brands --country FR');
      expect(brands.length).toBeGreaterThan(1);
      expect(await entries('brands --country fr tresBANDES')).toEqual([
        expect.objectContaining({ id: '289', name: 'Tresbandes' }),
      ]);
      expect(await entries('interests 928 --country FR')).toMatchObject([{ id: '928' }]);
      const children = await entries('interests 988 --country FR');
      expect(children).toContainEqual(expect.objectContaining({ id: '3793', parentId: '988' }));
      const { stdout } = await project.run('catalog brands --country FR');
      expect(stdout).toMatch(/^ID +Name +People$/mu);
      expect(stdout).toMatch(/^289 +Tresbandes +[\d,]+$/mu);
    });
  });

  test('lists all behavioral segments, or those of a country', async () => {
    await withProject({ files: example }, async (project) => {
      const all = await json(project, 'catalog behavioral');
      expect([all.catalog, all.country, all.entries.length]).toEqual(['behavioral', null, 130]);
      const { entries } = await json(project, 'catalog behavioral --country FR runners');
      expect(entries).toMatchObject([
        { name: 'Runners | FR', country: 'FR', category: 'Lifestyles' },
      ]);
      const { stdout } = await project.run('catalog behavioral no-such-thing');
      expect(stdout).toBe('Nothing found.\n');
    });
  });

  test.each([
    ['interests', 'missing-option'],
    ['brands --country France', 'invalid-option'],
    ['brands --country ZZ', 'country-code-must-be-valid'],
    ['shoes --country FR', 'invalid-argument'],
    ['', 'missing-argument'],
  ])('refuses "%s"', async (line, code) => {
    await withProject({ files: example }, async (project) => {
      const { exitCode, stderr } = await project.run(`catalog ${line}`.trim());
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining(code)]);
    });
  });

  test('is not for retail media', async () => {
    await withProject({ files: smallProject }, async (project) => {
      const { exitCode, stderr } = await project.run('catalog brands --country FR');
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('catalog-platform')]);
      expect(project.sandbox.requests()).toEqual([]);
    });
  });
});
