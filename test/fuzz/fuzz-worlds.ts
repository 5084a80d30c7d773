/** What a run begins with: a project, and all that the program writes for it, made by the program itself. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FuzzProcess } from './fuzz-process.ts';

/** By path in the folder. */
export type Files = ReadonlyMap<string, Buffer>;

export interface FuzzWorld {
  readonly name: string;
  readonly files: Files;
}

const retailMedia = {
  'audiencectl.yaml': `version: 1
name: acme
platform: retail-media
manifests: ["segments/**/*.yaml", "audiences/*.yml"]
defaults: { retailerId: "1234" }
vars: { days: 30, who: Email, unused: 1 }
owns: { segments: { names: ["*"], retailerIds: ["1234"] }, audiences: { names: ["FR | *", "*"] } }
prune: owned
protect: ["segment/CRM *"]
limits: { maxDeletes: 5, maxDeletePercent: 50 }
ignore: [segment-unused]
environments:
  staging: { accountId: "11", vars: { days: 7 } }
  production: { accountId: "22" }
x-notes: &notes { anything: [1, 2, 3] }
`,
  'segments/lists.yaml': `# Lists
segments:
  - &list
    name: CRM
    description: Members of the club
    contactList:
      identifierType: \${var.who}
      members: { source: ../people.csv, column: email }
    meta: { owner: Ana }
  - name: VIP
    contactList: { identifierType: CustomerId }
    lifecycle: { replace: allow, ignoreChanges: [description] }
---
segments:
  - name: Viewers
    renamedFrom: [Lookers]
    events: { shopperActivity: View, lookbackDays: "Last\${var.days}Days", categoryIds: [1, "0022"], minPrice: 1.5 }
`,
  'segments/more/events.yaml': `defaults: { retailerId: "1234" }
segments:
  - { name: Buyers, events: { shopperActivity: Buy, lookbackDays: Last90Days, brandIds: [7] } }
  - { name: Gone, state: absent }
`,
  'audiences/all.yml': `audiences:
  - name: FR | Newcomers
    algebra:
      and:
        - Viewers
        - not: { or: [CRM, Buyers] }
  - { name: Friends, description: "Ünïcode 👟", algebra: { or: [VIP, { segment: Viewers }] } }
`,
  'people.csv': 'email,name\nana@example.com,Ana\n"bob@example.com",Bob\n',
};

const marketingSolutions = {
  'audiencectl.yaml': `version: 1
platform: marketing-solutions
advertiserId: 78462
prune: removed
`,
  'manifest.yaml': `segments:
  - { name: Customers, contactList: { members: { source: people.txt, identifierType: email } } }
  - { name: Alike, lookalike: { seedSegment: Customers, targetSize: 100000 } }
  - { name: Market, inMarket: { country: FR, interestIds: ["988"], brandIds: ["440"], buyingPower: [High, Low], gender: Female } }
  - name: Stores
    location:
      radiusInKm: 5
      pointsOfInterest: [{ name: Paris, latitude: 48.85661, longitude: 2.35222 }, { name: Lyon, latitude: 45.76, longitude: 4.83 }]
  - { name: Back, retargeting: { visitorsType: Buyers, daysSinceLastVisitMin: 1, daysSinceLastVisitMax: 30 } }
  - { name: New, prospecting: { usersType: ProspectsOrNonBuyers, daysSinceLastVisitMin: 30 } }
audiences:
  - { name: Both, algebra: { and: [{ or: [Alike, Market, Stores] }, { not: Customers }] } }
  - { name: Again, algebra: New }
`,
  'people.txt': 'ana@example.com\nbob@example.com\n',
};

/** How a project looks at the next commit, so that its plan holds changes of all kinds. */
const edits: readonly (readonly [string, string])[] = [
  ['Members of the club', 'Members, old and new'],
  ['identifierType: CustomerId', 'identifierType: Email'],
  ['name: Viewers\n    renamedFrom: [Lookers]', 'name: Watchers\n    renamedFrom: [Viewers]'],
  ['- Viewers\n', '- Watchers\n'],
  ['segment: Viewers', 'segment: Watchers'],
  ['{ name: Buyers,', '{ name: Customers of the shop,'],
  ['[CRM, Buyers]', '[CRM, Customers of the shop]'],
  ['radiusInKm: 5', 'radiusInKm: 7'],
  ['country: FR', 'country: DE'],
  ['{ name: Again, algebra: New }', '{ name: Again, algebra: { or: [Stores, New] } }'],
];

const sandbox = '--sandbox --data data.json';

/** Edge: a folder of its own, whose files are kept and which is then removed. */
export async function makeWorlds(program: FuzzProcess): Promise<readonly FuzzWorld[]> {
  return [
    await makeWorld(program, 'retail-media', retailMedia, '--env production'),
    await makeWorld(program, 'marketing-solutions', marketingSolutions, ''),
  ];
}

async function makeWorld(
  program: FuzzProcess,
  name: string,
  texts: Readonly<Record<string, string>>,
  environment: string,
): Promise<FuzzWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'audiencectl-fuzz-'));
  const run = async (line: string, codes: readonly number[] = [0]) => {
    const args = `${line} ${environment}`.trim().split(' ');
    const { exitCode, stdout, stderr } = await program.run({ args, cwd: folder, env: {} });
    if (codes.includes(exitCode ?? -1)) return;
    throw new Error(`the world cannot be made: ${line}: ${exitCode} ${stdout}${stderr}`);
  };
  try {
    await writeAll(
      folder,
      new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)])),
    );
    await run(`apply --auto-approve --members ${sandbox}`);
    await run(`snapshot --out snapshot.json ${sandbox}`);
    for (const [path, text] of Object.entries(texts)) {
      const edited = edits.reduce((all, [from, to]) => all.replace(from, to), text);
      await writeFile(join(folder, path), edited);
    }
    await run(`plan --out plan.json --allow-replace ${sandbox}`, [0, 3]);
    return { name, files: await readAll(folder) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function writeAll(folder: string, files: Files): Promise<void> {
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

export async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

async function readAll(folder: string): Promise<Files> {
  const paths = await listFiles(folder);
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, await readFile(join(folder, path))] as const),
    ),
  );
}
