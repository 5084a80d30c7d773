/** `rename-elsewhere`: places that a rename would have to edit, and does not write. */
import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import type { OtherReader } from '../model/files/other-reader.ts';
import { referencesIn } from '../model/references.ts';
import type { SisterProject } from '../model/sister-project.ts';
import { quote } from '../model/text/quote.ts';
import { ownerIn } from '../platforms/platform-named.ts';
import type { EditObstacle, RefusedEdit } from '../yaml-edit/text-edit.ts';
import { entryPlace } from './find-targets.ts';
import type { FileEdits } from './name-change.ts';

/**
 * @param readBy another project that reads a file, or may, by the file.
 * @param targets the entries that get the new name; all others only refer to them.
 */
export function findEditsElsewhere(
  edits: readonly FileEdits[],
  targets: readonly Pick<Declaration, 'source'>[],
  readBy: ReadonlyMap<string, OtherReader>,
): readonly Diagnostic[] {
  const shared = edits.flatMap((each) => {
    const reader = readBy.get(each.file);
    return reader === undefined ? [] : [{ ...each, ...reader }];
  });
  const renamed = new Set(targets.map(entryPlace));
  const isRenamed = (at: Source | null) => at !== null && renamed.has(entryPlace({ source: at }));
  return shared.map(({ file, entry: { at }, project, isSure }) => ({
    ...{ severity: 'error', code: 'rename-elsewhere' },
    message: isSure
      ? `the project ${quote(project)} reads this file, too, and would change with it`
      : `the project ${quote(project)} has errors, and may read this file, too`,
    source: at ?? { file, line: 1, column: 1 },
    hint: isSure
      ? isRenamed(at)
        ? 'Write the new name here by hand, and in renamedFrom the old one as it is written now. Then plan all projects that read this file.'
        : 'Write the new name here by hand, together with the name of the entity itself.'
      : 'Correct that project, then run the same command again.',
  }));
}

const obstacles: Readonly<Record<EditObstacle, (name: string) => string>> = {
  alias: (name) => `stands behind the alias ${name}`,
  'merge-key': () => 'comes from a merge key',
  anchor: (name) => `is part of the anchor ${name}, which aliases use elsewhere`,
  variable: (name) => `uses the variable ${name}`,
  comment: () => 'has a comment that would be lost',
  'no-place': () => 'cannot be edited without a change of something else',
};

/** Where there is more to do than to write the name in place of what stands for it. */
const waysOut: Partial<Readonly<Record<EditObstacle, string>>> = {
  alias: 'Write the value itself where the alias is, and run the command again.',
  anchor: 'Write the value itself where the aliases are, and run the command again.',
  comment: 'Move the comment to a line above the entry, and run the command again.',
  'no-place': 'Edit the name and the references to it by hand.',
};

/** Edits that a text does not allow. */
export function explainRefused(refused: readonly RefusedEdit[]): readonly Diagnostic[] {
  return onceEachAnchor(refused).map(({ obstacle, source, name, edit, entry }) => {
    const key = edit !== null && 'path' in edit ? edit.path.join('.') : 'the entry';
    return {
      ...{ severity: 'error', code: 'rename-elsewhere', source },
      message: `${key} ${obstacles[obstacle](quote(name ?? ''))}`,
      hint: waysOut[obstacle] ?? 'Write the name itself at this place, and run the command again.',
      ...(obstacle === 'alias' && 'at' in entry && entry.at !== null
        ? { related: [{ label: 'the entry with the alias', source: entry.at }] }
        : {}),
    };
  });
}

/** An anchor and its aliases are one obstacle: the aliases are the ones to write out. */
function onceEachAnchor(refused: readonly RefusedEdit[]): readonly RefusedEdit[] {
  const anchorOf = ({ source, name }: RefusedEdit) => `${name} in ${source.file}`;
  const aliases = new Set(
    refused.filter(({ obstacle }) => obstacle === 'alias').map((each) => anchorOf(each)),
  );
  return refused.filter((each) => each.obstacle !== 'anchor' || !aliases.has(anchorOf(each)));
}

/**
 * What other projects of the account say of the entity: an error where one declares it, too, and a warning for each
 * entity there that names it.
 */
export function findInSisters(
  target: Declaration,
  sisters: readonly SisterProject[],
): readonly Diagnostic[] {
  return sisters.flatMap(({ file, declarations }) => {
    const isOther = (each: Declaration) => {
      const [own, theirs] = [ownerIn(target.attributes), ownerIn(each.attributes)];
      return own !== null && theirs !== null && own !== theirs;
    };
    const named = declarations.filter(
      (each) => each.kind === target.kind && each.name === target.name && !isOther(each),
    );
    const declared = named.filter(
      (each) => each.state === 'present' && entryPlace(each) !== entryPlace(target),
    );
    if (declared.length > 0) return declared.map((each) => declaredIn(each, file));
    if (named.length > 0 || target.kind === 'audience') return [];
    return declarations
      .filter((each) => !isOther(each) && names(each, target.name))
      .map((each) => namedIn(each, target, file));
  });
}

function names({ attributes }: Declaration, name: string): boolean {
  return referencesIn(attributes).some(
    ({ reference }) => 'name' in reference && reference.name === name,
  );
}

function declaredIn({ kind, name, source, address }: Declaration, file: string): Diagnostic {
  return {
    ...{ severity: 'error', code: 'rename-elsewhere', source, address },
    message: `the project ${quote(file)} declares the ${kind} ${quote(name)}, too`,
    hint: 'Declare the entity in one project only, or edit the name by hand in both.',
  };
}

function namedIn(
  { kind, name, source, address }: Declaration,
  target: Declaration,
  file: string,
): Diagnostic {
  return {
    ...{ severity: 'warning', code: 'rename-elsewhere', source, address },
    message: `the ${kind} ${quote(name)} of the project ${quote(file)} names ${quote(target.name)}`,
    hint: 'Write the new name there once the rename is applied.',
  };
}
