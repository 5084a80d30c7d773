/** What other projects and environments of the account would still refer to, of the entries that go. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { noHouseRules } from '../../model/house-rule.ts';
import { segmentIdsIn, segmentNamesIn } from '../../model/references.ts';
import type { SisterProject } from '../../model/sister-project.ts';
import { quote } from '../../model/text/quote.ts';
import { isOtherOwner } from '../../platforms/platform-named.ts';
import { namesInRule } from '../../rules/names-in-rule.ts';
import { mayBeDone } from '../locks/other-project.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullContext } from '../pull-context.ts';
import type { PullUnit, RemoveUnit } from '../pull-unit.ts';
import { addressesIn, nameRule } from './find-uses.ts';

/** The entries that cannot go, since a sister that stays as it is refers to them, or may. */
export function findUsesElsewhere(
  units: readonly PullUnit[],
  { sisters, comparison, words }: Pick<PullContext, 'sisters' | 'comparison' | 'words'>,
): ReadonlyMap<RemoveUnit, Obstacle> {
  const own = comparison.project.file;
  const placeOf = ({ file, environment }: SisterProject) =>
    file === own ? `environment ${quote(environment ?? '')}` : `project ${words.file(file)}`;
  return new Map(
    units.flatMap((unit): (readonly [RemoveUnit, Obstacle])[] => {
      if (unit.action !== 'remove') return [];
      const { declaration } = unit.match;
      for (const sister of sisters) {
        const user = findUser(declaration, sister);
        if (user !== null) return [[unit, usedIn(user, placeOf(sister))]];
        if (sister.problem !== null) return [[unit, mayBeUsedIn(sister.problem, placeOf(sister))]];
      }
      return [];
    }),
  );
}

/** `audience "Buyers"`, `rule "No customers"`: what names it; null where nothing does. */
function findUser(
  target: Declaration,
  { declarations, houseRules: { rules, people } = noHouseRules }: SisterProject,
): string | null {
  const present = declarations.filter(({ state }) => state === 'present');
  // Then its names mean its own.
  if (present.some((each) => isNamesake(each, target))) return null;
  const user = present.find((each) => refersTo(each, target));
  if (user) return `${user.kind} ${quote(user.name)}`;
  const isMeant = (name: string) => name === target.name || name === target.address;
  const rule = [...rules, ...people].find(
    (each) =>
      namesInRule(each).some(({ name }) => isMeant(name)) ||
      addressesIn(each).includes(target.address),
  );
  return rule ? nameRule(rule) : null;
}

function isNamesake(a: Declaration, b: Declaration): boolean {
  if (a.kind !== b.kind || isOtherOwner(a.attributes, b.attributes)) return false;
  return a.name === b.name || (a.id !== undefined && a.id === b.id);
}

function refersTo({ attributes }: Declaration, target: Declaration): boolean {
  if (target.kind !== 'segment') return false;
  const { id, name, renamedFrom = [] } = target;
  if (id !== undefined && segmentIdsIn(attributes).includes(id)) return true;
  const names = segmentNamesIn(attributes);
  const isNamed = names.includes(name) || renamedFrom.some((old) => names.includes(old));
  return isNamed && !isOtherOwner(attributes, target.attributes);
}

function usedIn(user: string, place: string): Obstacle {
  return {
    code: 'pull-in-use',
    text: `The ${user} of the ${place} still refers to it.`,
    fix: 'Remove the reference there first, by a pull or by hand, then run the same command again.',
    source: null,
  };
}

function mayBeUsedIn({ code, message }: Diagnostic, place: string): Obstacle {
  if (code !== 'declared-elsewhere') return mayBeDone(place, 'refer to it', null);
  return {
    code: 'pull-elsewhere',
    text: `Another project may refer to it: ${message}.`,
    fix: 'Remove the entry by hand if no other project refers to it.',
    source: null,
  };
}
