/** All that can be sent to a platform: every type, attribute, clearing, deletion, list, size and look-up. */
import type { PlatformName } from '../../src/model/entity.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import { kindsOf, platformNamed } from '../../src/platforms/platform-named.ts';
import { serveSandbox } from '../../src/sandbox/serve-sandbox.ts';
import { referenced } from '../platforms/attribute-samples.ts';
import { declare, fullAttributes, rulesOf, sampleOf, subjects } from '../platforms/subjects.ts';
import { withFolder, writeFiles } from '../support/a-folder.ts';
import { credentials } from '../support/a-project.ts';
import { runCli } from '../support/run-cli.ts';
import { type Exchange, recordExchanges } from './record-exchanges.ts';

export interface Workload {
  readonly platform: PlatformName;
  readonly apiVersion: string;
  readonly audienceApiVersion: string;
}

const scopes = {
  'retail-media': { accountId: '625702934721171442' },
  'marketing-solutions': { advertiserId: '78462' },
  'commerce-grid': { dataProviderId: '7301' },
};

const identifiers: Readonly<Record<string, string>> = {
  email: 'someone@example.com',
  phonenumber: '+33123456789',
  useridentifier: 'c7b5ad5e-7b6f-4b8c-9ee1-3e5f6a7b8c9d',
  identitylink: 'XY1000bIVBVah9ium-sZ3yk',
  customerid: 'customer-1',
  madid: 'c7b5ad5e-7b6f-4b8c-9ee1-3e5f6a7b8c9d',
  gum: 'k-1234',
  bidswitchid: 'b-1234',
  ftrackid: 'f-1234',
  panoramaid: 'p-1234',
  hadronid: 'h-1234',
  ipaddressv4: '192.0.2.7',
  pageurl: 'https://example.com/a',
  pagedomain: 'example.com',
  appid: 'com.example.app',
};

const listTypes: Readonly<Record<PlatformName, readonly string[]>> = {
  'retail-media': ['Email', 'UserIdentifier', 'IdentityLink', 'CustomerId', 'PhoneNumber'],
  'marketing-solutions': ['email', 'madid', 'identityLink', 'gum', 'phoneNumber'],
  'commerce-grid': [
    ...['Email', 'MadId', 'UserIdentifier', 'IdentityLink', 'BidSwitchId', 'FTrackId'],
    ...['PanoramaId', 'HadronId', 'IpAddressV4', 'PageUrl', 'PageDomain', 'AppId'],
  ],
};

/** Does everything over real HTTP against a sandbox, and tells what went over the wire. */
export async function runWideWorkload(workload: Workload): Promise<readonly Exchange[]> {
  const { platform } = workload;
  const served = await serveSandbox({ port: 0 });
  const recorder = await recordExchanges(served.url);
  const env = { ...credentials, AUDIENCECTL_API_URL: recorder.url };
  try {
    await withFolder({ 'audiencectl.yaml': projectOf(workload) }, async (folder) => {
      const run = async (line: string, codes: readonly number[] = [0]) => {
        const { exitCode, stdout, stderr } = await runCli(line.split(' '), { cwd: folder, env });
        if (codes.includes(exitCode ?? -1)) return;
        throw new Error(`${line} ended with ${exitCode}: ${stdout}${stderr}`);
      };
      const declareAll = (stage: Stage) =>
        writeFiles(folder, { 'all.yaml': JSON.stringify(manifestOf(platform, stage)) });
      const apply = 'apply --auto-approve --allow-replace --max-deletes 100';
      await declareAll('first');
      await run('doctor');
      for (const stage of ['first', 'second', 'cleared'] as const) {
        await declareAll(stage);
        await run('plan --sizes --allow-replace --max-deletes 100');
        await run(apply);
      }
      await run('sizes');
      if (platform === 'marketing-solutions') {
        await run('catalog interests --country FR');
        await run('catalog brands --country FR');
        await run('catalog behavioral --country FR');
      }
      for (const type of listTypes[platform]) await fillList(platform, type, folder, run);
      // No request of these says of which type a list is.
      const [list = ''] = listTypes[platform].map((type) => listOf(platform, type));
      await run(`members stats ${list}`);
      await run(`members clear ${list} --auto-approve --ledger cleared`);
      // A rename, and items that are refused beside items that are not; a version that is about to end.
      served.sandbox.configure({ faults: [refusal], deprecatedVersions: [workload.apiVersion] });
      await declareAll('renamed');
      await run(apply, [4]);
      await run(apply);
      await declareAll('absent');
      await run(apply);
    });
    return recorder.exchanges;
  } finally {
    await recorder.close();
    await served.close();
  }
}

async function fillList(
  platform: PlatformName,
  type: string,
  folder: string,
  run: (line: string) => Promise<void>,
): Promise<void> {
  const isTyped = platform === 'retail-media';
  const list = listOf(platform, type);
  await writeFiles(folder, { 'people.txt': `${identifiers[type.toLowerCase()]}\n` });
  const more = isTyped ? '' : ` --identifier-type ${type}`;
  const caller = type === 'gum' ? ' --gum-caller-id 123' : '';
  const source = ` --source people.txt${more}${caller}`;
  await run(`members add ${list}${source} --ledger ${type}`);
  await run(`members remove ${list}${source} --allow-member-removal --ledger ${type}`);
}

function listOf(platform: PlatformName, type: string): string {
  return platform === 'retail-media' ? `List-${type}` : 'List';
}

function projectOf({ platform, apiVersion, ...audiences }: Workload): string {
  const versions = { apiVersion, ...(hasAudiences(platform) ? audiences : {}) };
  const project = { version: 1, name: 'wide', platform, ...scopes[platform], ...versions };
  return JSON.stringify(project);
}

function hasAudiences(platform: PlatformName): boolean {
  return kindsOf(platformNamed(platform)).includes('audience');
}

type Stage = 'first' | 'second' | 'cleared' | 'renamed' | 'absent';

const refusal = {
  when: { on: 'write', method: 'PATCH' },
  times: 1,
  effect: { kind: 'refuse-items', items: [0], type: 'validation', code: 'name-must-be-unique' },
} as const;

function manifestOf(platform: PlatformName, stage: Stage): JsonObject {
  const owner = platform === 'retail-media' ? { retailerId: '1234' } : {};
  const lists = platform === 'retail-media' ? listTypes[platform] : [null];
  const all = [
    ...subjects
      .filter((subject) => subject.platform === platform)
      .map((subject) => ({
        kind: subject.kind,
        name: subject.type ?? 'audience',
        attributes: withoutScope(attributesOf(subject, stage)),
      })),
    ...[...referenced, ...lists.map((type) => (type === null ? 'List' : `List-${type}`))].map(
      (name, index) => {
        const type = lists[index - referenced.length] ?? 'Email';
        const contactList = platform === 'retail-media' ? { identifierType: type } : {};
        return { kind: 'segment', name, attributes: { ...owner, contactList } };
      },
    ),
  ];
  const written = (kind: string) =>
    all
      .filter((each) => each.kind === kind)
      .map(({ name, attributes }) => {
        if (stage === 'absent') return { name: renamed(name), state: 'absent' };
        const named =
          stage === 'renamed'
            ? { name: renamed(name), ...(name === renamed(name) ? {} : { renamedFrom: name }) }
            : { name };
        return { ...named, ...attributes };
      });
  const audiences = hasAudiences(platform) ? { audiences: written('audience') } : {};
  return { segments: written('segment'), ...audiences };
}

/** What others refer to keeps its name. */
function renamed(name: string): string {
  return referenced.some((each) => each === name) ? name : `${name} renamed`;
}

/** A cleared entity has what it must have, with the second values, and nothing else. */
function attributesOf(subject: (typeof subjects)[number], stage: Stage): JsonObject {
  if (stage === 'first') return fullAttributes(subject);
  const isMeant =
    stage === 'second' ? () => true : ({ required }: { required?: true }) => required === true;
  const rules = rulesOf(subject).filter(isMeant);
  return rules.reduce(
    (attributes, rule) =>
      declare(attributes, rule, sampleOf(rule)[rule.path === 'retailerId' ? 'first' : 'second']),
    fullAttributes(subject, isMeant),
  );
}

/** The project says whose they are. */
function withoutScope({
  advertiserId: _,
  dataProviderId: __,
  ...attributes
}: JsonObject): JsonObject {
  return attributes;
}
