import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { projectFile } from '../../../support/a-folder.ts';
import { type TestProject, withProject } from '../../../support/a-project.ts';
import { md5, remoteOf, remoteOfTexts, sha256 } from '../../../support/members/member-lists.ts';

export const both = (text: string): string => sha256(md5(text));
export const address = (number: number): string => `secret.${number}@shop.example`;
export const phone = (number: number): string => `3361234560${number}`;
export const user = (number: number): string => `Secret-User-${number}`;
export const device = (number: number): string => `1234abcd-0000-4000-8000-00000000000${number}`;
export const customer = (number: number): string => `SECRET-${number}`;
export const ten: readonly number[] = Array.from({ length: 10 }, (_, each) => each);
export const lines = (texts: readonly string[]): string =>
  texts.map((text) => `${text}\n`).join('');
export const key: { readonly AUDIENCECTL_LEDGER_KEY: string } = {
  AUDIENCECTL_LEDGER_KEY: 'cd'.repeat(32),
};

const entry = (name: string, type: string, members: string) =>
  `  - { name: ${name}, contactList: { identifierType: ${type}${members === '' ? '' : `, members: { ${members} }`} } }\n`;

interface Form {
  readonly type: string;
  readonly members: string;
  /** How the person of this number stands in the source. */
  readonly as: (number: number) => string;
}

type ListName = 'Hashed' | 'Appended' | 'Md5' | 'Both' | 'Phones' | 'Plain' | 'Users' | 'Customers';

/** Lists of the same ten people, in each form. */
const forms: Readonly<Record<ListName, Form>> = {
  Hashed: { type: 'Email', members: 'source: data/plain.txt', as: address },
  Appended: { type: 'Email', members: 'source: data/plain.txt, mode: append', as: address },
  Md5: {
    type: 'Email',
    members: 'source: data/md5.txt, format: md5',
    as: (n: number) => md5(address(n)),
  },
  Both: {
    type: 'Email',
    members: 'source: data/both.txt, format: sha256-md5',
    as: (n: number) => both(address(n)),
  },
  Phones: { type: 'PhoneNumber', members: 'source: data/phones.txt', as: phone },
  Plain: { type: 'Email', members: 'source: data/plain.txt, send: plain', as: address },
  Users: { type: 'UserIdentifier', members: 'source: data/users.txt', as: user },
  Customers: { type: 'CustomerId', members: 'source: data/customers.txt', as: customer },
};

const files = {
  'audiencectl.yaml': `${projectFile}defaults: { retailerId: "1" }\n`,
  'lists.yaml': `segments:\n${Object.entries(forms)
    .map(([name, { type, members }]) => entry(name, type, members))
    .join('')}`,
  'data/plain.txt': lines(ten.map(address)),
  'data/md5.txt': lines(ten.map((n) => md5(address(n)))),
  'data/both.txt': lines(ten.map((n) => both(address(n)))),
  'data/phones.txt': lines(ten.map((n) => `+${phone(n)}`)),
  'data/users.txt': lines(ten.map(user)),
  'data/customers.txt': lines(ten.map(customer)),
  'asked.txt': '',
};

interface Filled extends TestProject {
  readonly ledgers: string;
  /** Runs it, and gives the document that it writes. */
  readonly forget: (
    options?: string,
    env?: Readonly<Record<string, string>>,
  ) => Promise<
    Awaited<ReturnType<TestProject['run']>> & {
      readonly rows: readonly Row[];
      readonly outcome: string;
    }
  >;
  readonly remote: (
    name: ListName,
  ) => { readonly count: number; readonly fingerprint: string } | undefined;
  readonly file: (name: ListName) => Promise<string>;
}

interface Row {
  readonly address: string;
  readonly state: string;
  readonly found: number;
  readonly removed: number;
  readonly reason: { readonly code: string; readonly text: string } | null;
}

/** What a sandbox tells of a list without these. */
export function without(name: ListName, numbers: readonly number[]): ReturnType<typeof remoteOf> {
  const { as } = forms[name];
  const left = ten.filter((n) => !numbers.includes(n));
  if (name === 'Users' || name === 'Customers') {
    return remoteOfTexts(left.map(as));
  }
  return remoteOf(left.map(as));
}

/** A project whose lists are filled, all with the key, since some are sent as they are. */
export function withFilled(
  use: (project: Filled) => Promise<void>,
  only: readonly ListName[] = [
    'Hashed',
    'Appended',
    'Md5',
    'Both',
    'Phones',
    'Plain',
    'Users',
    'Customers',
  ],
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const lists = only.map((name) => entry(name, forms[name].type, forms[name].members)).join('');
  const all = { ...files, 'lists.yaml': `segments:\n${lists}`, ...more };
  return withProject({ files: all }, async (project) => {
    const ids = new Map<string, string>();
    const applied = await project.run('apply --members --auto-approve --format json', key);
    expect(applied.exitCode).toBe(0);
    for (const { address: own, id } of JSON.parse(applied.stdout).results) ids.set(own, id);
    const ledgers = join(project.folder, '.audiencectl/ledger/127.0.0.1');
    await use({
      ...project,
      ledgers,
      forget: async (options = '--auto-approve', env = key) => {
        const run = await project.run(
          `members forget --source asked.txt --format json ${options}`.trim(),
          env,
        );
        const { lists: rows = [], outcome = '' } = run.stdout === '' ? {} : JSON.parse(run.stdout);
        return { ...run, rows, outcome };
      },
      remote: (name) => project.sandbox.members()[ids.get(`segment/${name}`) ?? ''],
      file: async (name) => {
        const id = ids.get(`segment/${name}`) ?? '';
        const names = await readdir(ledgers);
        return join(
          ledgers,
          names.find((each) => new RegExp(`-${id}\\..+\\.ledger$`, 'u').test(each)) ?? '',
        );
      },
    });
  });
}

export const short = ({ address: own, state, found, removed }: Row) =>
  `${own.replace('segment/', '')} ${state} ${found} ${removed}`;
