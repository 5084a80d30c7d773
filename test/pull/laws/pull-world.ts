/** Worlds for laws of pull: what git declares, what the UI has, and what an earlier commit declared. */
import type { Declaration } from '../../../src/model/declaration.ts';
import type { TakeKind } from '../../../src/pull/pull-result.ts';
import { load } from '../../../src/reconciler/load.ts';
import { createDice } from '../../fuzz/create-dice.ts';
import type { Account } from '../../support/yaml-worlds/account.ts';
import { randomAccount } from '../../support/yaml-worlds/random-account.ts';
import { editInUi } from '../../support/yaml-worlds/ui-edits.ts';
import { type WrittenProject, writeProject } from '../../support/yaml-worlds/write-project.ts';

export interface PullWorld {
  readonly git: Account;
  readonly ui: Account;
  /** Null where there is no base. */
  readonly base: Account | null;
  readonly baseDeclarations: readonly Declaration[];
  readonly project: WrittenProject;
  /** Null for what is usual. */
  readonly take: readonly TakeKind[] | null;
}

export type WorldTrait =
  /** There is an earlier commit, and git was edited since, too. */
  | 'base'
  /** Every value is the entry's own. */
  | 'plain'
  /** Names are changed in the UI. */
  | 'rename'
  /** Entities are made, and taken. */
  | 'new'
  /** Entities are deleted, and taken out. */
  | 'gone'
  /** All sorts of difference are taken. */
  | 'all';

export function pullWorld(seed: number, traits: readonly WorldTrait[]): PullWorld {
  const has = (trait: WorldTrait) => traits.includes(trait);
  const dice = createDice(seed);
  const first = randomAccount(dice, dice.pick(['retail-media', 'marketing-solutions']));
  const made = { adds: has('new'), removes: has('gone') };
  const git = has('base') ? editInUi(dice, first, made) : first;
  const project = writeProject(dice, git, { sharing: !has('plain'), owns: has('new') });
  const ui = editInUi(dice, first, { ...made, renames: has('rename') });
  const usual = has('base') ? 'drift' : 'unknown';
  const whole: readonly TakeKind[] = ['drift', 'conflict', 'unknown', 'new', 'gone'];
  return {
    ...{ git, ui, project },
    base: has('base') ? first : null,
    baseDeclarations: has('base') ? declarationsOf(seed, first) : [],
    take: has('all') ? whole : has('new') || has('gone') ? [usual, 'new', 'gone'] : null,
  };
}

/** In a style of their own, since only what they mean counts. */
function declarationsOf(seed: number, account: Account): readonly Declaration[] {
  const { projectFile, manifests } = writeProject(createDice(seed + 7), account, {
    sharing: false,
  });
  return load(projectFile, manifests).value?.declarations ?? [];
}
