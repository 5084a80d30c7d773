/** Whether a project says after a rename what it said before, and breaks no rule that it kept. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type HouseRules, noHouseRules } from '../../model/house-rule.ts';
import { canonicalJson } from '../../model/text/json.ts';
import { quote } from '../../model/text/quote.ts';
import { createRenaming } from '../../rename/create-renaming.ts';
import { projectWords } from '../../rename/find-project-edits.ts';
import { rulesAfter, ruleWords } from '../../rename/find-rule-edits.ts';
import {
  findOtherDeclaration,
  findOtherMeaning,
  type OtherMeaning,
  type SaidBefore,
} from '../../rename/prove-rename.ts';
import { check } from '../check.ts';
import type { Loaded } from '../load.ts';
import type { ChangingProject } from './changing-project.ts';

/** Nothing where only names are exchanged. */
export function objectToRenamed(
  project: ChangingProject,
  after: Loaded | null,
): readonly Diagnostic[] {
  const source = project.targets[0]?.source;
  const refuse = ([message, hint]: Objection): readonly Diagnostic[] => [
    {
      ...{ severity: 'error', code: 'rename-refused', message, hint },
      ...(source ? { source } : {}),
    },
  ];
  if (after === null) return refuse(['the project file could not be read afterwards', byHand]);
  const objection = objectToWords(project, after);
  if (objection !== null) return refuse(objection);
  const other = findOtherMeaning(saidBy(project.loaded), saidBy(after));
  if (other !== null) return [explainMeaning(other)];
  const [worst] = newErrors(project.loaded, after);
  if (worst === undefined) return [];
  const name = quote(project.changes[0]?.to ?? '');
  return refuse([
    `with the name ${name} there would be a new error: ${worst.message} (${worst.code})`,
    worst.hint ?? 'Choose another name.',
  ]);
}

type Objection = readonly [message: string, hint: string];

/** Where something is said in other words than before, but for the names. */
function objectToWords(
  { loaded: before, changes, world }: ChangingProject,
  after: Loaded,
): Objection | null {
  const renaming = createRenaming(changes, before.declarations);
  const odd = findOtherDeclaration(before.declarations, after.declarations, renaming);
  if (odd !== null) return [`${odd.address} would not say the same afterwards`, byHand];
  const { rules, people } = saidBy(after).houseRules;
  const words = [...rules, ...people].map((rule) => ruleWords(rule));
  if (canonicalJson(words) !== canonicalJson(rulesAfter(world, renaming))) {
    return ['a rule or a person would not say the same afterwards', byHand];
  }
  const isSame =
    projectWords(after.project, null) === projectWords(before.project, renaming) &&
    restOf(after) === restOf(before);
  if (isSame) return null;
  const { environment } = before.project;
  return environment === null || changes.length > 0
    ? ['the project file would not say the same afterwards', byHand]
    : [
        `the project file would not say the same in the environment ${quote(environment)} afterwards`,
        'Leave out --env to rename the entity in every environment.',
      ];
}

function explainMeaning({ name, source, wasUndeclared }: OtherMeaning): Diagnostic {
  return {
    ...{ severity: 'error', source },
    code: wasUndeclared ? 'rename-name-taken' : 'rename-refused',
    message: wasUndeclared
      ? `${quote(name)} names an entity here that is not declared, and would mean this one`
      : `${quote(name)} would mean another entity here than before`,
    hint: 'Choose another name.',
  };
}

const byHand = 'Edit the name and the references to it by hand.';

function saidBy({
  declarations,
  houseRules,
}: Loaded): SaidBefore & { readonly houseRules: HouseRules } {
  return { declarations, houseRules: houseRules ?? noHouseRules };
}

/** What a rename never touches. */
function restOf({ project }: Loaded): string {
  const { protect: _, owns: __, houseRules: ___, ...rest } = project;
  const { versionSources: _v, labelSources: _l, variables, ...plain } = rest;
  return canonicalJson([plain, [...variables].map(([name, { value }]) => [name, value])]);
}

/** Beside errors, what would lead a name to another entity, or people to mistake one for another. */
const seriousWarnings: ReadonlySet<string> = new Set([
  'names-look-alike',
  'reference-not-declared',
  'reference-renamed',
]);

/** By their sorts: places and names in messages are others. */
function newErrors(before: Loaded, after: Loaded): readonly Diagnostic[] {
  const seriousIn = (loaded: Loaded) =>
    check(loaded).findings.filter(
      ({ severity, code }) => severity === 'error' || seriousWarnings.has(code),
    );
  const had = new Map<string, number>();
  const keyOf = ({ code, rule = '' }: Diagnostic) => `${code} ${rule}`;
  for (const each of seriousIn(before)) had.set(keyOf(each), (had.get(keyOf(each)) ?? 0) + 1);
  return seriousIn(after).filter((each) => {
    const left = had.get(keyOf(each)) ?? 0;
    had.set(keyOf(each), left - 1);
    return left === 0;
  });
}
