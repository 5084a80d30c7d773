/** Whether a pull did what it must: judged from the accounts that the texts were made from. */
import type { SourceFile } from '../../../src/model/files/source-file.ts';
import type { LeftDifference, PullResult, Taking } from '../../../src/pull/pull-result.ts';
import { load } from '../../../src/reconciler/load.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import { pull } from '../../../src/reconciler/pull.ts';
import { type Account, type Entity, remoteOf } from '../../support/yaml-worlds/account.ts';
import {
  type Difference,
  differencesOf,
  isSameEntity,
  withTaken,
} from '../../support/yaml-worlds/differences.ts';
import { judgeTexts } from '../../support/yaml-worlds/judge-texts.ts';
import type { PullWorld } from './pull-world.ts';

export interface PullVerdict {
  /** What is wrong; empty where nothing is. */
  readonly problems: readonly string[];
  /** What was not taken although nothing that is known stands in the way, with the code. */
  readonly leftFreely: readonly string[];
  readonly taken: number;
  readonly texts: readonly SourceFile[];
  readonly result: PullResult | null;
}

export function judgePull(world: PullWorld): PullVerdict {
  const { git, ui, project } = world;
  const remote = remoteOf(ui);
  const based =
    world.base === null
      ? {}
      : { base: { declarations: world.baseDeclarations, label: 'git base' } };
  const wish = { ...based, ...(world.take === null ? {} : { take: world.take }) };
  const { projectFile, manifests } = project;
  const { value: result, diagnostics } = pull({ projectFile, manifests }, remote, wish);
  if (result === null) {
    const loaded = load(projectFile, manifests).value;
    const isRefused = loaded === null || plan(loaded, remote, based).value === null;
    const codes = diagnostics.map(({ code }) => code).join(', ');
    const problems = isRefused ? [] : [`refused, and a plan is not: ${codes}`];
    return { problems, leftFreely: [], taken: 0, texts: manifests, result };
  }
  const texts = textsAfter(manifests, result);
  const judged = judgeDifferences(world, result);
  const { after } = judged;
  const problems = [
    ...judged.problems,
    ...judgeTexts(project, git, texts, after, ui),
    ...judgePlan(world, texts, after),
  ];
  const again = pull({ projectFile, manifests: texts }, remote, wish).value;
  if (again === null) problems.push('a second pull is refused');
  else if (again.takings.length + again.files.length > 0) {
    const what = again.takings.map(({ address, action }) => `${action} ${address}`);
    problems.push(`a second pull takes ${what.join(', ')}`);
  }
  return { problems, leftFreely: judged.leftFreely, taken: result.takings.length, texts, result };
}

export function textsAfter(
  manifests: readonly SourceFile[],
  { files }: Pick<PullResult, 'files'>,
): readonly SourceFile[] {
  return [
    ...manifests.map(({ file, text }) => ({
      file,
      text: files.find((each) => each.file === file)?.after ?? text,
    })),
    ...files.flatMap(({ file, before, after }) => (before === null ? [{ file, text: after }] : [])),
  ];
}

interface Judged {
  readonly problems: string[];
  readonly leftFreely: string[];
  readonly after: Account;
}

function addressFor({ kind, name }: Entity): string {
  return `${kind}/${name}`;
}

/** Whose change it is, by looking at all three. */
export function kindOfDifference(
  { git, ui, base }: Pick<PullWorld, 'git' | 'ui' | 'base'>,
  { key, path }: Difference,
): string {
  if (base === null) return 'unknown';
  if (!base.entities.some((entity) => entity.key === key)) return 'adopted';
  const differs = (account: Account) =>
    differencesOf(account, base).some((each) => each.key === key && each.path === path);
  if (!differs(git)) return 'drift';
  return differs(ui) ? 'conflict' : 'declared';
}

function judgeDifferences(world: PullWorld, result: PullResult): Judged {
  const { git, ui, project } = world;
  const problems: string[] = [];
  const leftFreely: string[] = [];
  const asked = new Set<string>(world.take ?? [world.base === null ? 'unknown' : 'drift']);
  const takenPaths = new Set<string>();
  const addresses = new Map(git.entities.map((entity) => [entity.key, addressFor(entity)]));
  for (const difference of differencesOf(git, ui)) {
    const { key, path } = difference;
    const address = addresses.get(key) ?? '';
    const what = `${address} ${path}`;
    const kind = kindOfDifference(world, difference);
    const written = project.entities.get(key);
    const attribute = attributeOf(result.takings, address, path);
    const left = leftOf(result.left, address, path);
    const elsewhere =
      written?.elsewhere.get(path) ?? written?.elsewhere.get(path.split('.')[0] ?? '');
    if (attribute) takenPaths.add(`${key} ${path}`);
    if (written?.ignored.has(path)) {
      if (attribute) problems.push(`taken though ignored: ${what}`);
    } else if (attribute) {
      if (!asked.has(kind)) problems.push(`taken though not asked (${kind}): ${what}`);
      if (attribute.take !== kind) problems.push(`taken as ${attribute.take}, is ${kind}: ${what}`);
      if (elsewhere && elsewhere !== 'partly' && !mayBeFree(world, elsewhere))
        problems.push(`taken though ${elsewhere}: ${what}`);
    } else if (kind === 'declared') {
      if (left) problems.push(`left (${left.code}) though ${kind}: ${what}`);
    } else if (!left) {
      problems.push(`neither taken nor left (${kind}): ${what}`);
    } else if (asked.has(kind) && !elsewhere) {
      leftFreely.push(`${left.code} ${what}: ${left.text}`);
    } else if (asked.has(kind) && elsewhere !== 'partly' && left.code !== 'pull-elsewhere') {
      leftFreely.push(`${left.code} (${elsewhere}) ${what}: ${left.text}`);
    }
  }
  for (const { address, action, attributes } of result.takings) {
    const key = git.entities.find((entity) => addressFor(entity) === address)?.key;
    for (const { path } of action === 'edit' ? attributes : []) {
      if (!takenPaths.has(`${key} ${path}`))
        problems.push(`taken, and does not differ: ${address} ${path}`);
    }
  }
  const edited = withTaken(git, ui, ({ key, path }) => takenPaths.has(`${key} ${path}`));
  const more = judgeNewAndGone(world, result, asked);
  return {
    problems: [...problems, ...more.problems],
    leftFreely: [...leftFreely, ...more.leftFreely],
    after: {
      ...edited,
      entities: [...edited.entities.filter(({ key }) => !more.removed.has(key)), ...more.added],
    },
  };
}

/** An anchor is free once the last entry with an alias of it goes. */
function mayBeFree({ git, ui }: PullWorld, elsewhere: string): boolean {
  const keys = new Set(ui.entities.map(({ key }) => key));
  return elsewhere === 'anchor' && git.entities.some(({ key }) => !keys.has(key));
}

function attributeOf(takings: readonly Taking[], address: string, path: string) {
  const taking = takings.find((each) => each.address === address && each.action === 'edit');
  return taking?.attributes.find((each) => each.path === path);
}

function leftOf(left: readonly LeftDifference[], address: string, path: string | null) {
  return left.find(
    (each) => each.address === address && (each.path === null || each.path === path),
  );
}

function judgeNewAndGone(
  { git, ui, base, project }: PullWorld,
  { takings, left }: PullResult,
  asked: ReadonlySet<string>,
) {
  const problems: string[] = [];
  const leftFreely: string[] = [];
  const added: Entity[] = [];
  const removed = new Set<string>();
  const has = (account: Account | null, { key }: Entity) =>
    account?.entities.find((each) => each.key === key);
  const isTaken = (entity: Entity, action: Taking['action']) =>
    takings.some((each) => each.address === addressFor(entity) && each.action === action);
  for (const entity of ui.entities.filter((each) => !has(git, each))) {
    const address = addressFor(entity);
    if (isTaken(entity, 'add')) {
      added.push({ ...entity, isBound: false });
      if (!asked.has('new')) problems.push(`added, and not asked: ${address}`);
      if (has(base, entity)) problems.push(`added, though git removed it: ${address}`);
    } else if (asked.has('new') && !has(base, entity)) {
      const reason = leftOf(left, address, null);
      // Only what the project owns is new.
      if (reason) leftFreely.push(`${reason.code} new ${address}: ${reason.text}`);
      else if (project.owns) problems.push(`new, and neither taken nor left: ${address}`);
    }
  }
  for (const entity of git.entities.filter((each) => !has(ui, each))) {
    const address = addressFor(entity);
    const before = has(base, entity);
    const isUntouched = before !== undefined && isSameEntity(before, entity);
    const kind = base === null || isUntouched ? 'gone' : before ? 'conflict' : 'new in git';
    if (isTaken(entity, 'remove')) {
      removed.add(entity.key);
      if (!asked.has(kind)) problems.push(`removed, though ${kind}: ${address}`);
    } else if (asked.has(kind)) {
      const reason = leftOf(left, address, null);
      if (reason) leftFreely.push(`${reason.code} gone ${address}: ${reason.text}`);
      else problems.push(`gone (${kind}), and neither taken nor left: ${address}`);
    }
  }
  return { problems, leftFreely, added, removed };
}

/** A plan has nothing to say but what was not taken. */
function judgePlan(
  { ui, git, project, base, baseDeclarations }: PullWorld,
  texts: readonly SourceFile[],
  after: Account,
): readonly string[] {
  const loaded = load(project.projectFile, texts).value;
  if (loaded === null) return ['the texts cannot be loaded'];
  const based =
    base === null ? {} : { base: { declarations: baseDeclarations, label: 'git base' } };
  const { value: planned, diagnostics } = plan(loaded, remoteOf(ui), based);
  if (planned === null) {
    const before = load(project.projectFile, project.manifests).value;
    const wasRefused = before === null || plan(before, remoteOf(ui), based).value === null;
    const codes = diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []));
    return wasRefused ? [] : [`no plan any more: ${codes.join(', ')}`];
  }
  const open = differencesOf(after, ui).map(({ key, path }) => {
    const entity = after.entities.find((each) => each.key === key);
    return `${entity ? addressFor(entity) : ''} ${path}`;
  });
  return planned.changes.flatMap(({ address, action, patch = [] }) => {
    const isNewInGit = git.entities.some(
      (each) => addressFor(each) === address && !ui.entities.some(({ key }) => key === each.key),
    );
    if (action === 'create' && isNewInGit) return [];
    if (action !== 'update') return [`the plan would ${action} ${address}`];
    return patch.flatMap(({ path }) => {
      const [first = '', second] = path.slice(1).split('/');
      const isWhole = ['algebra', 'description', 'name'].includes(first);
      const attribute = isWhole ? first : `${first}.${second}`;
      return open.includes(`${address} ${attribute}`)
        ? []
        : [`the plan would still change ${address} ${attribute}`];
    });
  });
}
