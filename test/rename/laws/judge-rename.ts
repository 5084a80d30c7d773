/** Whether a rename did what it must, over a random project with rules and people that name what it has. */
import { parseAllDocuments } from 'yaml';
import type { SourceFile } from '../../../src/model/files/source-file.ts';
import { load } from '../../../src/reconciler/load.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import { rename } from '../../../src/reconciler/rename.ts';
import { createDice } from '../../fuzz/create-dice.ts';
import { type Account, type Entity, remoteOf } from '../../support/yaml-worlds/account.ts';
import { fatesOf } from '../../support/yaml-worlds/differences.ts';
import { firstDifference } from '../../support/yaml-worlds/pieces.ts';
import { randomAccount } from '../../support/yaml-worlds/random-account.ts';
import { type WrittenProject, writeProject } from '../../support/yaml-worlds/write-project.ts';
import { randomRules } from '../../support/yaml-worlds/write-rules.ts';
import { renamedJson } from './renamed-json.ts';

const names = [
  'Best "ones"',
  'Käufer 30',
  'a: b #c',
  '2030',
  '*all',
  "it's",
  'x, y',
  '${var.crm_text} new',
  'Simple name',
  'yes',
  'back\\slash ?',
];

export interface RenameVerdict {
  /** What is wrong; empty where nothing is. */
  readonly problems: readonly string[];
  /** Refused, or the project has errors of its own. */
  readonly isRefused: boolean;
}

export function judgeRename(seed: number, sharing: boolean): RenameVerdict {
  const dice = createDice(seed);
  const git = randomAccount(dice, dice.pick(['retail-media', 'marketing-solutions']));
  const project = writeProject(dice, git, { sharing, rules: randomRules(dice, git) });
  const entity = dice.pick(git.entities);
  const name = dice.pick(names);
  const { projectFile, manifests } = project;
  const loaded = load(projectFile, manifests).value;
  if (loaded === null) return { problems: ['the project cannot be loaded'], isRefused: true };
  // People may be asked for that there cannot be.
  if (plan(loaded, remoteOf(git)).value === null) return { problems: [], isRefused: true };
  const wish = { address: `${entity.kind}/${entity.name}` as const, name };
  const { value } = rename(loaded, [projectFile, ...manifests], wish);
  if (value === null) return { problems: [], isRefused: true };
  const textOf = ({ file, text }: SourceFile) => ({
    file,
    text: value.files.find((each) => each.file === file)?.after ?? text,
  });
  const texts = manifests.map(textOf);
  const after = withName(git, entity, name);
  const problems = [
    ...judgeJson(project, texts, entity, name),
    ...judgeBytes(project, texts, git, entity, after),
    ...judgePlans([textOf(projectFile), ...texts], git, after),
  ];
  return { problems, isRefused: false };
}

function withName(account: Account, { key }: Entity, name: string): Account {
  const renamed = (entity: Entity) => (entity.key === key ? { ...entity, name } : entity);
  return { ...account, entities: account.entities.map(renamed) };
}

function judgeJson(
  { manifests }: WrittenProject,
  texts: readonly SourceFile[],
  entity: Entity,
  name: string,
): readonly string[] {
  return manifests.flatMap(({ file, text }, n) => {
    const wanted = documentsIn(text).map((root) => renamedJson(root, entity, name));
    const found = documentsIn(texts[n]?.text ?? '');
    const [a, b] = [inOrder(found), inOrder(wanted)];
    return a === b ? [] : [`${file} holds ${a}, should hold ${b}`];
  });
}

function documentsIn(text: string): readonly unknown[] {
  return parseAllDocuments(text, { merge: true, intAsBigInt: true }).map((document) => {
    const [error] = document.errors;
    if (error) throw error;
    return document.toJS();
  });
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member === 'bigint') return `number ${member}`;
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function judgeBytes(
  project: WrittenProject,
  texts: readonly SourceFile[],
  git: Account,
  { key, isBound }: Entity,
  after: Account,
): readonly string[] {
  const fates = new Map(fatesOf(project, git, after));
  const own = new Map<string, 'set' | 'added'>([['name', 'set']]);
  if (!isBound) own.set('renamedFrom', 'added');
  fates.set(key, own);
  fates.set('rules', new Map([['refs', 'set']]));
  return project.manifests.flatMap(({ file, text, pieces }, n) => {
    const now = texts[n]?.text ?? '';
    const found = firstDifference(pieces, fates, now);
    const isSame = commentsIn(text) === commentsIn(now);
    return [
      ...(found === null ? [] : [`${file}: other bytes ${found}`]),
      ...(isSame ? [] : [`${file}: comments ${commentsIn(now)}, not ${commentsIn(text)}`]),
    ];
  });
}

function commentsIn(text: string): string {
  return [...text.matchAll(/# (c\d+;)/gu)].map(([, token]) => token).join(' ');
}

/** One update before it is applied, and nothing afterwards. */
function judgePlans(
  [projectFile, ...manifests]: readonly SourceFile[],
  git: Account,
  after: Account,
): readonly string[] {
  const loaded = projectFile ? load(projectFile, manifests).value : null;
  if (loaded === null) return ['the texts cannot be loaded'];
  const changesBeside = (account: Account) =>
    plan(loaded, remoteOf(account)).value?.changes.map(
      ({ action, patch = [] }) => `${action} ${patch.map(({ path }) => path).join(', ')}`,
    ) ?? ['no plan'];
  const [before, applied] = [changesBeside(git), changesBeside(after)];
  return [
    ...(before.join('; ') === 'update /name' ? [] : [`the plan: ${before.join('; ')}`]),
    ...(applied.length === 0 ? [] : [`the plan once applied: ${applied.join('; ')}`]),
  ];
}
