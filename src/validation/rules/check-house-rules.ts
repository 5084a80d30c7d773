/** House rules and expected people, held against what is declared. */
import type { Diagnostic, Severity } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { Kind } from '../../model/entity.ts';
import type { ExpectedPerson, HouseRule, HouseRules } from '../../model/house-rule.ts';
import { compileGlobs } from '../../model/name.ts';
import type { Platform } from '../../platforms/platform.ts';
import { createClaimJudge } from '../../rules/judge-claim.ts';
import { type Judged, judgeExpectedPerson, judgeRule } from '../../rules/judge-rules.ts';
import { describeImpossible } from '../../rules/words.ts';
import type { KeyedAudiences } from '../algebra/keyed-audiences.ts';
import type { DeclaredSegments } from '../names/declared-segments.ts';
import { checkSchemaRules, writeSchemaObjection } from './check-schema-rules.ts';
import { createDeclaredWorld, type DeclaredAudience } from './declared-world.ts';
import { createNameCheck } from './find-undeclared-names.ts';
import { findUnknownKeys } from './find-unknown-keys.ts';
import { createGlobAdvice } from './hint-for-glob.ts';
import { writeBreaches } from './write-breaches.ts';
import {
  unmatchedOver,
  writeMatchesNothing,
  writeUndecided,
  writeUndeclaredName,
} from './write-doubts.ts';
import { writeSurprises } from './write-surprises.ts';

/** What rules are held against. */
export interface RuledProject {
  readonly declarations: readonly Declaration[];
  readonly segments: DeclaredSegments;
  readonly keyed: KeyedAudiences;
  readonly platform: Platform;
  /** Whether more may be declared in what could not be read. */
  readonly partlyRead: boolean;
  /** The names of the project's variables. */
  readonly variables: readonly string[];
}

export function checkHouseRules(
  { rules, people }: HouseRules,
  { declarations, segments, keyed, platform, partlyRead, variables }: RuledProject,
): readonly Diagnostic[] {
  if (rules.length + people.length === 0) return [];
  const world = createDeclaredWorld(keyed, segments);
  const judge = createClaimJudge(world.relate);
  const isNamed = createFinder(declarations, partlyRead);
  const adviseOnGlob = createGlobAdvice(declarations);
  const undeclaredIn = createNameCheck(declarations, variables);
  /** Instead of a verdict where a name most likely is a mistake, so that no one mends what is right. */
  const checkNames = (
    rule: HouseRule | ExpectedPerson,
    severity: Severity,
    { broken, undecided }: Pick<Judged<DeclaredAudience>, 'broken' | 'undecided'>,
    write: () => readonly Diagnostic[],
  ): readonly Diagnostic[] => {
    const undeclared = undeclaredIn(rule);
    // What could not be read may declare them.
    if (partlyRead) return undeclared.length > 0 ? [] : write();
    const isMistaken = undeclared.some(({ kind }) => kind !== 'unknown');
    const isUntested = isMistaken && broken.length + undecided.length > 0;
    return [
      ...undeclared.map((each) => writeUndeclaredName(rule, each, isUntested ? severity : null)),
      ...(isUntested ? [] : write()),
    ];
  };

  const checkRule = (rule: HouseRule): readonly Diagnostic[] => {
    const { kind, over, except, level } = rule;
    const judged = judgeRule(rule, world, judge);
    const unmatched = isNamed(kind, over, except)
      ? asGlobs(judged.unmatched).filter(({ globs }) => !isNamed(kind, globs, except))
      : [unmatchedOver(rule)];
    const exceptNothing = except.flatMap((glob, index) =>
      isNamed(kind, [glob]) ? [] : [{ globs: [glob], path: ['except', index] }],
    );
    return [
      ...[...unmatched, ...exceptNothing].map((each) =>
        writeMatchesNothing(rule, each, adviseOnGlob),
      ),
      ...checkNames(rule, level, judged, () => [
        ...writeBreaches(rule, judged.broken, { ...keyed, segments, platform }),
        ...writeUndecided(rule, judged.undecided, level),
      ]),
    ];
  };
  const checkPerson = (person: ExpectedPerson): readonly Diagnostic[] => {
    const judged = judgeExpectedPerson(person, world, judge);
    if (judged.isImpossible) return [describeImpossible(person)];
    const unmatched = asGlobs(judged.unmatched).filter(({ globs }) => !isNamed('audience', globs));
    return [
      ...unmatched.map((each) => writeMatchesNothing(person, each, adviseOnGlob)),
      ...checkNames(person, 'error', judged, () => [
        ...writeSurprises(person, judged.broken, keyed.nameOf),
        ...writeUndecided(person, judged.undecided, 'error'),
      ]),
    ];
  };
  return [
    ...rules.flatMap(checkRule),
    ...rules.flatMap((rule) => findUnknownKeys(rule, platform)),
    ...checkSchemaRules({ rules, people }, declarations).map(writeSchemaObjection),
    ...people.flatMap(checkPerson),
  ];
}

function asGlobs(unmatched: Judged['unmatched']) {
  return unmatched.map(({ glob, path }) => ({ globs: [glob], path }));
}

/** Whether something is declared under a name that globs match, or may be. */
function createFinder(
  declarations: readonly Declaration[],
  partlyRead: boolean,
): (kind: Kind, globs: readonly string[], except?: readonly string[]) => boolean {
  const present = declarations.filter(({ state }) => state === 'present');
  return (kind, globs, except = []) => {
    if (partlyRead) return true;
    const [isMeant, isExcepted] = [compileGlobs(globs), compileGlobs(except)];
    return present.some(
      (each) => each.kind === kind && isMeant(each.name) && !isExcepted(each.name),
    );
  };
}
