import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkSourcesInGit } from '../../../src/cli/members/check-source-in-git.ts';
import { findTracked } from '../../../src/files/find-tracked.ts';
import { memberConsents } from '../../../src/members/brakes/member-consents.ts';
import { declaredTask } from '../../../src/members/declared/declared-task.ts';
import { readMembers } from '../../../src/members/declared/read-members.ts';
import { ledgerFolder } from '../../../src/members/ledger/folder/ledger-folder.ts';
import { usualForm } from '../../../src/members/source/member-source.ts';
import type { Declaration } from '../../../src/model/declaration.ts';
import { defaultLimits } from '../../../src/model/project.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { withFolder } from '../../support/a-folder.ts';

function declare(members: JsonObject, identifierType: string | null = 'Email'): Declaration {
  const source = { file: 'lists/crm.yaml', line: 3, column: 5 };
  return {
    ...{ address: 'segment/CRM', kind: 'segment', name: 'CRM', state: 'present', source },
    attributes: { contactList: identifierType === null ? {} : { identifierType } },
    members,
    locate: (path) => ({ ...source, line: 10 + path.length }),
  };
}

describe('what a manifest says', () => {
  test('and what it leaves out', () => {
    expect(readMembers(declare({ source: 'crm.csv.gz', column: 'email' })).value).toEqual({
      identifierType: 'Email',
      gumCallerId: null,
      source: {
        names: ['crm.csv.gz'],
        form: { ...usualForm, column: 'email' },
        format: 'plain',
        country: null,
      },
      exclude: null,
      mode: 'mirror',
      send: 'hashed',
    });
  });

  test('in marketing solutions the members have the type', () => {
    const members = { source: '-', identifierType: 'gum', gumCallerId: 12, mode: 'append' };
    expect(readMembers(declare(members, null)).value).toMatchObject({
      ...{ identifierType: 'gum', gumCallerId: 12, mode: 'append' },
    });
  });

  test.each<[string, JsonObject, string | null, readonly string[]]>([
    ['no MD5 of phone numbers', { format: 'md5' }, 'PhoneNumber', ['members-format-unknown']],
    ['no digests of customers', { format: 'sha256' }, 'CustomerId', ['members-format-unknown']],
    ['gum without its caller', { identifierType: 'gum' }, null, ['members-gum-caller-missing']],
    ['every format of e-mails', { format: 'sha256-md5' }, 'Email', []],
  ])('%s', (_, members, type, codes) => {
    const { value, diagnostics } = readMembers(declare({ source: 'a.txt', ...members }, type));
    expect(diagnostics.map(({ code }) => code)).toEqual(codes);
    expect(value === null).toBe(codes.length > 0);
  });

  test('a list without members, and one that is to go', () => {
    const { members: _, ...none } = declare({});
    expect(readMembers(none)).toEqual({ value: null, diagnostics: [] });
    expect(readMembers({ ...declare({ source: 'a.txt' }), state: 'absent' }).value).toBeNull();
  });

  test('the source is relative to the manifest', () => {
    const declaration = declare({ source: '../data/crm.txt' });
    const { value } = readMembers(declaration);
    if (value === null) throw new Error('no members');
    const consents = memberConsents([], defaultLimits, { excludedBy: [], replace: false });
    const list = { id: '7', listType: null, isNew: false, folder: '/project', consents };
    expect(declaredTask(declaration, value, list)).toMatchObject({
      address: 'segment/CRM',
      target: { kind: 'segment', id: '7' },
      source: { places: [{ name: '../data/crm.txt', folder: '/project/lists' }] },
    });
  });
});

describe('a source that is tracked by git', () => {
  const git = (folder: string, ...args: readonly string[]) =>
    execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' });
  const place = { file: 'lists/crm.yaml', line: 3, column: 5 };
  const check = async (path: string) => {
    const places = [{ name: path, folder: '/', mayBePipe: false }];
    const source = { name: path, places, form: usualForm, exclude: null };
    const found = await checkSourcesInGit([{ source, locate: () => place }]);
    return found.map((finding) => [finding.code, finding.source]);
  };
  const tracked = [['members-source-in-git', place]];

  test('is found, and only that one', () =>
    withFolder(
      { 'data/crm [1].csv': 'x', 'data/crm 1.csv': 'x', 'data/other.csv': 'x' },
      async (folder) => {
        git(folder, 'init', '-q');
        git(folder, 'add', 'data/crm 1.csv', 'data/other.csv');
        const source = join(folder, 'data/crm [1].csv');
        expect(await check(source)).toEqual([]);
        git(folder, 'add', 'data');
        expect(await check(source)).toEqual(tracked);
        expect(await check('-')).toEqual([]);
      },
    ));

  test('is found among many, whatever the others are', () =>
    withFolder({ 'data/a.csv': 'x', 'data/b.csv': 'x', 'data/ü.csv': 'x' }, async (folder) => {
      git(folder, 'init', '-q');
      git(folder, 'add', 'data/a.csv', 'data/ü.csv');
      const paths = [
        'data/a.csv',
        'data/b.csv',
        'data/ü.csv',
        'data/none.csv',
        '../x.csv',
        '',
        'a\0b',
      ];
      const many = Array.from({ length: 450 }, (_, index) => `data/${index}.csv`);
      const all = [...paths, ...many, 'data/a.csv/x', 'data'].map((path) => join(folder, path));
      expect(await findTracked(all)).toEqual(
        new Set(['data/a.csv', 'data/ü.csv', 'data'].map((path) => join(folder, path))),
      );
    }));

  test('is found behind a link, and in a worktree', () =>
    withFolder({ 'r/data/crm [1].csv': 'x', 'out/x': '' }, async (folder) => {
      const repository = join(folder, 'r');
      git(repository, 'init', '-q');
      git(repository, 'add', '.');
      const link = join(folder, 'out/crm [1].csv');
      await symlink('../r/data/crm [1].csv', link);
      expect(await check(link)).toEqual(tracked);
      const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
      git(repository, ...author, 'commit', '-qm', 'data');
      git(repository, 'worktree', 'add', '-q', '../tree');
      expect(await check(join(folder, 'tree/data/crm [1].csv'))).toEqual(tracked);
    }));

  // A bare repository is a folder like any other: it can be committed, and its config names programs.
  test('is looked for without running what a folder of the repository says', () =>
    withFolder({ 'r/data/crm [1].csv': 'x' }, async (folder) => {
      const repository = join(folder, 'r');
      git(repository, 'init', '-q');
      const data = join(repository, 'data');
      git(repository, 'init', '-q', '--bare', 'data');
      for (const [key, value] of [
        ['core.bare', 'false'],
        ['core.worktree', data],
        ['core.fsmonitor', `touch ${join(folder, 'run')}; false`],
      ]) {
        git(repository, 'config', '--file', 'data/config', key ?? '', value ?? '');
      }
      const source = join(data, 'crm [1].csv');
      expect(await check(source)).toEqual([]);
      git(repository, 'config', 'core.fsmonitor', `touch ${join(folder, 'run')}; false`);
      expect(await check(source)).toEqual([]);
      expect(existsSync(join(folder, 'run'))).toBe(false);
      git(repository, '-c', 'core.fsmonitor=false', 'add', 'data/crm [1].csv');
      expect(await check(source)).toEqual(tracked);
    }));

  test('outside of a repository there is nothing to find', () =>
    withFolder({ 'crm [1].csv': 'x' }, async (folder) => {
      expect(await check(join(folder, 'crm [1].csv'))).toEqual([]);
      expect(await check(join(folder, 'no/such/crm [1].csv'))).toEqual([]);
    }));
});

test.each([
  ['https://api.criteo.com', '/p/ledger'],
  ['http://127.0.0.1:8080', '/p/ledger/127.0.0.1'],
  ['http://[::1]:8080', '/p/ledger/___1_'],
  [null, '/p/ledger/sandbox'],
])('the ledgers of %s are kept apart', (apiUrl, folder) => {
  expect(ledgerFolder('/p/ledger', apiUrl)).toBe(folder);
});
