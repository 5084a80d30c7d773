/** What no edit of a reference can put right, and globs that match other names than before. */
import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import { addressOf, type Kind } from '../model/entity.ts';
import type { ExpectedPerson, HouseRule } from '../model/house-rule.ts';
import { compileGlob, literalOfGlob } from '../model/name.ts';
import { quote } from '../model/text/quote.ts';
import { namesInRule } from '../rules/names-in-rule.ts';
import { createRenaming, type Renaming } from './create-renaming.ts';
import { globsAfter, globsOf, textsAfter } from './find-rule-edits.ts';
import { readListsOfProject } from './lists-of-project.ts';
import type { NameChange, RenameWorld } from './name-change.ts';
import { createNamesOfRules } from './names-of-rules.ts';

/** Errors where a name would mean something else, warnings where a glob does. */
export function findReferenceDoubts(
  changes: readonly NameChange[],
  world: RenameWorld,
): readonly Diagnostic[] {
  const renaming = createRenaming(changes, world.declarations);
  const names = createNamesOfRules(world.declarations);
  const rules = [...world.houseRules.rules, ...world.houseRules.people];
  return [
    ...rules.flatMap((rule) => [
      ...namesInRule(rule).flatMap(({ name, path }) =>
        textsAfter(rule, name, names, renaming).length < 2
          ? []
          : [unclear(rule, name, rule.locate(path))],
      ),
      ...splitGroups(rule, renaming),
      ...globsOf(rule).flatMap(({ key, kind, globs }) =>
        globs.flatMap((glob, index) =>
          matchesOther(changes, glob, kind).map((change) =>
            otherMatch(change, glob, whatOf(rule), rule.locate([key, index])),
          ),
        ),
      ),
    ]),
    ...findInProject(changes, world),
  ];
}

/** A group of `disjoint` that would have to become two. */
function splitGroups(rule: HouseRule | ExpectedPerson, renaming: Renaming): readonly Diagnostic[] {
  if (!('demand' in rule) || rule.demand.kind !== 'disjoint') return [];
  const { demand, kind } = rule;
  return demand.groups.flatMap((glob, index) =>
    globsAfter(glob, kind, renaming).length < 2
      ? []
      : [unclear(rule, glob, rule.locate(['disjoint', index]))],
  );
}

function unclear(rule: HouseRule | ExpectedPerson, name: string, source: Source): Diagnostic {
  return {
    ...{ severity: 'error', code: 'rename-unclear', source, rule: rule.name },
    message: `${whatOf(rule)} uses the name ${quote(name)}, which several entities have, and only some of them are renamed`,
    hint: 'Make a rule for each of them first.',
  };
}

function whatOf(rule: HouseRule | ExpectedPerson): string {
  return `the ${'demand' in rule ? 'rule' : 'person'} ${quote(rule.name)}`;
}

/** The changes by which a glob with a wildcard gets or loses a match. */
function matchesOther(
  changes: readonly NameChange[],
  glob: string,
  kind: Kind | null,
): readonly NameChange[] {
  if (literalOfGlob(glob) !== null) return [];
  const matches = compileGlob(glob);
  const textOf = (change: NameChange, name: string) =>
    kind === null ? addressOf(change.kind, name) : name;
  return changes.filter(
    (change) =>
      (kind === null || change.kind === kind) &&
      matches(textOf(change, change.from)) !== matches(textOf(change, change.to)),
  );
}

function otherMatch(
  { kind, from, to }: NameChange,
  glob: string,
  where: string,
  source: Source,
): Diagnostic {
  const isLost = compileGlob(glob)(from) || compileGlob(glob)(addressOf(kind, from));
  const message = isLost
    ? `the glob ${quote(glob)} of ${where} matches ${quote(from)}, but not ${quote(to)}`
    : `the glob ${quote(glob)} of ${where} matches ${quote(to)}, but not ${quote(from)}`;
  return {
    ...{ severity: 'warning', code: 'rename-changes-match', message, source },
    hint: isLost
      ? 'Add the new name to it if it should still apply.'
      : 'Choose another name if it should not apply.',
  };
}

function findInProject(
  changes: readonly NameChange[],
  { projectFile, project: { environment } }: RenameWorld,
): readonly Diagnostic[] {
  const found = projectFile && readListsOfProject(projectFile, environment);
  if (!found) return [];
  return found.lists.flatMap(({ path, kind, globs }) =>
    globs.flatMap((glob, index) =>
      matchesOther(changes, glob, kind).map((change) =>
        otherMatch(change, glob, path.join('.'), found.locate([...path, index])),
      ),
    ),
  );
}
