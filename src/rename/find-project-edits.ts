import { addressOf, isAddress, type Kind, kindOf, nameOf } from '../model/entity.ts';
import { globOfName, literalOfGlob } from '../model/name.ts';
import { ruleFor } from '../model/ownership.ts';
import type { Project } from '../model/project.ts';
import { canonicalJson } from '../model/text/json.ts';
import type { Renaming } from './create-renaming.ts';
import { globsAfter } from './find-rule-edits.ts';
import { editTexts } from './list-edits.ts';
import { type ListOfNames, readListsOfProject } from './lists-of-project.ts';
import type { FileEdits, RenameWorld } from './name-change.ts';

/** What `protect` and `owns` have to say instead. */
export function findProjectEdits(
  { projectFile, project: { environment } }: Pick<RenameWorld, 'projectFile' | 'project'>,
  renaming: Renaming,
): readonly FileEdits[] {
  const found = projectFile && readListsOfProject(projectFile, environment);
  if (!found) return [];
  const edits = found.lists.flatMap(({ path, kind, globs: texts }) =>
    editTexts({
      ...{ path, isSingle: false, texts },
      after: texts.map((text) => namesAfter({ kind }, text, renaming)),
    }),
  );
  return edits.length === 0 ? [] : [{ file: projectFile.file, entry: { at: null, edits } }];
}

function namesAfter(
  { kind }: Pick<ListOfNames, 'kind'>,
  glob: string,
  renaming: Renaming,
): readonly string[] {
  if (kind !== null) return globsAfter(glob, kind, renaming);
  const address = literalOfGlob(glob);
  if (address === null || !isAddress(address)) return [glob];
  const name = nameOf(address);
  const after = renaming.namesAfter(kindOf(address), name);
  const isSame = after.length === 0 || (after.length === 1 && after[0] === name);
  return isSame ? [glob] : after.map((each) => globOfName(addressOf(kindOf(address), each)));
}

/** What the lists of a project will say, each of its entries once and sorted; without changes, what they say. */
export function projectWords(
  { protect, owns }: Pick<Project, 'protect' | 'owns'>,
  renaming: Renaming | null,
): string {
  const after = (kind: Kind | null, globs: readonly string[]) => {
    const all = renaming ? globs.flatMap((glob) => namesAfter({ kind }, glob, renaming)) : globs;
    return [...new Set(all)].sort();
  };
  const ofKind = (kind: Kind) => {
    const rule = ruleFor(owns, kind);
    return rule && { ...rule, ...(rule.names ? { names: after(kind, rule.names) } : {}) };
  };
  return canonicalJson([after(null, protect), ofKind('segment'), ofKind('audience')]);
}
