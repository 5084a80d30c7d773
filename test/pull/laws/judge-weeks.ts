/** Week after week: people edit in the UI and in git, a pull is merged, and what git declares is applied. */
import type { Declaration } from '../../../src/model/declaration.ts';
import type { SourceFile } from '../../../src/model/files/source-file.ts';
import type { TakeKind } from '../../../src/pull/pull-result.ts';
import { load } from '../../../src/reconciler/load.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import { pull } from '../../../src/reconciler/pull.ts';
import { createDice, type Dice } from '../../fuzz/create-dice.ts';
import { type Account, type Entity, remoteOf } from '../../support/yaml-worlds/account.ts';
import { differencesOf, withTaken } from '../../support/yaml-worlds/differences.ts';
import { randomAccount } from '../../support/yaml-worlds/random-account.ts';
import { meaningOf, readMeaning } from '../../support/yaml-worlds/read-meaning.ts';
import { editInUi } from '../../support/yaml-worlds/ui-edits.ts';
import { variables } from '../../support/yaml-worlds/write-entry.ts';
import { type WrittenProject, writeProject } from '../../support/yaml-worlds/write-project.ts';
import { kindOfDifference, textsAfter } from './judge-pull.ts';

interface State {
  readonly project: WrittenProject;
  readonly texts: readonly SourceFile[];
  readonly git: Account;
  readonly ui: Account;
  /** As it was applied last. */
  readonly base: Account;
  readonly baseDeclarations: readonly Declaration[];
}

/** @returns what went wrong, with its week; empty where nothing did. */
export function judgeWeeks(seed: number, weeks: number): readonly string[] {
  const dice = createDice(seed);
  const account = randomAccount(dice, dice.pick(['retail-media', 'marketing-solutions']));
  const project = writeProject(dice, account, { owns: true });
  const texts = project.manifests;
  let state: State = {
    ...{ project, texts, git: account, ui: account, base: account },
    baseDeclarations: declarationsOf(project, texts),
  };
  for (let week = 1; week <= weeks; week += 1) {
    const { problems, next } = liveThrough(dice, state);
    if (problems.length > 0) return problems.map((problem) => `week ${week}: ${problem}`);
    state = next;
  }
  return [];
}

function declarationsOf({ projectFile }: WrittenProject, texts: readonly SourceFile[]) {
  return load(projectFile, texts).value?.declarations ?? [];
}

function liveThrough(dice: Dice, before: State) {
  const ui = editInUi(dice, before.ui, { renames: dice.chance(0.5), adds: dice.chance(0.3) });
  const state = dice.chance(0.4) ? workInGit(dice, before) : before;
  const take = dice.pick<readonly TakeKind[]>([
    ['drift'],
    ['drift', 'new'],
    ['drift', 'conflict', 'new'],
  ]);
  return mergeAndApply(state, ui, take);
}

/** Everything is written anew, as after a change of style. */
function workInGit(dice: Dice, state: State): State {
  const git = editInUi(dice, state.git, { adds: dice.chance(0.4) });
  const project = writeProject(dice, git, { owns: true });
  return { ...state, git, project, texts: project.manifests };
}

function mergeAndApply(state: State, ui: Account, take: readonly TakeKind[]) {
  const { git, project, base, baseDeclarations } = state;
  const { projectFile } = project;
  const problems: string[] = [];
  const earlier = { declarations: baseDeclarations, label: 'git base' };
  const { value: result, diagnostics } = pull(
    { projectFile, manifests: state.texts },
    remoteOf(ui),
    { take, base: earlier },
  );
  if (result === null) {
    const codes = diagnostics.map(({ code }) => code).join(', ');
    return { problems: [`the pull is refused: ${codes}`], next: state };
  }
  const addressOfKey = (key: string) => {
    const entity = git.entities.find((each) => each.key === key);
    return `${entity?.kind}/${entity?.name}`;
  };
  const taken = new Set(
    result.takings.flatMap(({ address, attributes }) =>
      attributes.map(({ path }) => `${address} ${path}`),
    ),
  );
  const asked = new Set<string>(take);
  for (const difference of differencesOf(git, ui)) {
    const what = `${addressOfKey(difference.key)} ${difference.path}`;
    const kind = kindOfDifference({ git, ui, base }, difference);
    if (taken.has(what) && !asked.has(kind)) problems.push(`taken though ${kind}: ${what}`);
  }
  const edited = withTaken(git, ui, ({ key, path }) => taken.has(`${addressOfKey(key)} ${path}`));
  const added = new Set<string>(
    result.takings.flatMap(({ action, address }) => (action === 'add' ? [address] : [])),
  );
  const more = ui.entities.filter(({ kind, name }) => added.has(`${kind}/${name}`));
  const after = { ...git, entities: [...edited.entities, ...more] };
  const texts = textsAfter(state.texts, result);
  problems.push(...judgeMeaning(project, texts, meaningOf(after, ui)));
  const applied = { ...ui, entities: carryOut(after, ui) };
  const loaded = load(projectFile, texts).value;
  const rest = loaded === null ? null : plan(loaded, remoteOf(applied)).value;
  if (rest === null) problems.push('what was pulled cannot be planned');
  for (const { action, address } of rest?.changes ?? []) {
    problems.push(`once applied, the plan would still ${action} ${address}`);
  }
  const declared = { base: after, baseDeclarations: declarationsOf(project, texts) };
  return { problems, next: { ...state, ...declared, texts, git: after, ui: applied } };
}

/** What is declared is as git has it; the rest stays. */
function carryOut(git: Account, ui: Account): readonly Entity[] {
  const declared = new Set(git.entities.map(({ key }) => key));
  return [...git.entities, ...ui.entities.filter(({ key }) => !declared.has(key))];
}

function judgeMeaning(
  { defaults }: WrittenProject,
  texts: readonly SourceFile[],
  wanted: ReadonlyMap<string, string>,
): readonly string[] {
  const read = readMeaning(texts, { variables, defaults });
  return [...new Set([...read.keys(), ...wanted.keys()])].flatMap((address) =>
    read.get(address) === wanted.get(address)
      ? []
      : [`${address} means ${read.get(address)}, should mean ${wanted.get(address)}`],
  );
}
