/** A segment of another project of the account has another name since an edit in the UI, and this project refers to it. */
import { describe, expect, test } from '@jest/globals';
import type { SourceFile } from '../../src/model/files/source-file.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { load } from '../../src/reconciler/load.ts';
import { plan } from '../../src/reconciler/plan.ts';
import { type PullOptions, pull } from '../../src/reconciler/pull.ts';
import { baseOf, head, projectOf, remoteAfter } from './ui.ts';

const declared = `${head}segments:
  - { name: Opt-outs, description: Never reach, contactList: { identifierType: Email } }
`;
const own = `${head}segments:
  - { name: Viewers, events: { shopperActivity: View, lookbackDays: Last30Days } }
audiences:
  - name: Promo
    algebra: { and: [Viewers, { not: Opt-outs }] }
`;

/** Both in one file, as the account has them. */
const world = declared + own.slice(head.length).replace('segments:\n', '');
const renamed = world
  .replace('name: Opt-outs,', 'name: Opt-outs 2026, renamedFrom: Opt-outs,')
  .replace('not: Opt-outs', 'not: Opt-outs 2026');

interface Side {
  readonly projectFile: SourceFile;
  readonly manifests: readonly SourceFile[];
}

const sideOf = (folder: string, text: string): Side => ({
  projectFile: { ...projectOf(), file: `${folder}audiencectl.yaml` },
  manifests: [{ file: `${folder}a.yaml`, text }],
});

function pulledBeside(sister: string, remote: Snapshot, more: PullOptions = {}, text = own) {
  const options = { others: [sideOf('../list/', sister)] };
  const { value, diagnostics } = pull({ ...sideOf('', text), options }, remote, more);
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

function changesBeside(sister: string, remote: Snapshot, text: string): number {
  const { projectFile, manifests } = sideOf('', text);
  const { value } = load(projectFile, manifests, { others: [sideOf('../list/', sister)] });
  const planned = value && plan(value, remote);
  if (!planned?.value) throw new Error(JSON.stringify(planned?.diagnostics));
  return planned.value.changes.length;
}

describe('a reference to a segment of another project that was renamed in the UI', () => {
  test.each([
    ['with a base', { base: baseOf(own) }],
    ['without a base', {}],
    ['whatever is asked for', { take: ['unknown', 'new', 'gone'] as const }],
  ])('is no edit %s', async (_, options) => {
    const remote = await remoteAfter(world, renamed);
    const { files, left, diagnostics } = pulledBeside(declared, remote, options);
    expect({ files, diagnostics }).toEqual({ files: [], diagnostics: [] });
    expect(left.find(({ address }) => address === 'audience/Promo')).toMatchObject({
      path: 'algebra',
      code: 'pull-elsewhere',
      text: 'It refers to the segment "Opt-outs", which ../list/a.yaml:3 declares. That looks like a rename to "Opt-outs 2026" in the Criteo UI.',
      fix: 'Follow the new name or put the old one back in that project first, then run the same command again.',
      source: { file: 'a.yaml', line: 6 },
    });
  });

  test('names the place as the working directory has it', async () => {
    const nameOf = (file: string) => file.replace('../', 'p/');
    const lead = { options: '', base: '', nameOf };
    const { left } = pulledBeside(declared, await remoteAfter(world, renamed), { lead });
    expect(left[0]?.text).toContain(' which p/list/a.yaml:3 declares.');
  });

  test('is no edit where the other project puts the old name back', async () => {
    const back = declared.replace('Opt-outs,', 'Opt-outs, renamedFrom: Opt-outs 2026,');
    const remote = await remoteAfter(world, renamed);
    const { files, left } = pulledBeside(back, remote);
    expect(files).toEqual([]);
    expect(left).toMatchObject([
      {
        code: 'pull-elsewhere',
        text: 'It refers to the segment "Opt-outs", which ../list/a.yaml:3 declares. It is named "Opt-outs 2026" in Criteo, and renamedFrom there puts the name "Opt-outs" back.',
        fix: 'Apply that project first, then run the same command again.',
      },
    ]);
    const after = await remoteAfter(
      world,
      renamed,
      world.replace('Opt-outs,', 'Opt-outs, renamedFrom: Opt-outs 2026,'),
    );
    expect(changesBeside(back, after, own)).toBe(0);
    expect(pulledBeside(back, after)).toMatchObject({ files: [], left: [] });
  });

  test('follows where the other project has the new name', async () => {
    const followed = declared.replace('Opt-outs,', 'Opt-outs 2026,');
    const remote = await remoteAfter(world, renamed);
    const { files, left } = pulledBeside(followed, remote, { base: baseOf(own) });
    expect(left).toEqual([]);
    const [file] = files;
    expect(file?.after).toBe(own.replace('not: Opt-outs', 'not: Opt-outs 2026'));
    expect(changesBeside(followed, remote, file?.after ?? '')).toBe(0);
  });
});

test('it is an edit where the remote version refers to a segment of another type', async () => {
  const list = declared.slice(declared.indexOf('  - {'));
  const others =
    '  - { name: Others, events: { shopperActivity: Buy, lookbackDays: Last30Days } }\n';
  const edited = world.replace(list, others).replace('not: Opt-outs', 'not: Others');
  const { files } = pulledBeside(declared, await remoteAfter(edited));
  expect(files[0]?.after).toBe(own.replace('not: Opt-outs', 'not: Others'));
});
