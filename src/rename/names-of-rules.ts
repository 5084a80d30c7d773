/** What the names in rules and people mean: a segment, else an audience, by the owner of each audience that they are about. */
import type { Declaration } from '../model/declaration.ts';
import { groupBy } from '../model/group-by.ts';
import type { ExpectedPerson, HouseRule } from '../model/house-rule.ts';
import { compileGlobs } from '../model/name.ts';
import { ownerIn } from '../platforms/platform-named.ts';
import { indexSegments } from '../validation/names/declared-segments.ts';

/** What a name means for the audiences of one owner. */
interface Meaning {
  readonly declaration: Declaration;
  /** Whether the name is an address, such as `audience/Buyers`. */
  readonly isAddress: boolean;
}

export interface NamesOfRules {
  /** All that a name means in a rule or for a person, each once; null among them where it is not declared. */
  readonly meaningsOf: (
    rule: HouseRule | ExpectedPerson,
    name: string,
  ) => readonly (Meaning | null)[];
}

/** Made once for all renames of the same declarations. */
export function createNamesOfRules(declarations: readonly Declaration[]): NamesOfRules {
  const made = known.get(declarations) ?? readNamesOfRules(declarations);
  known.set(declarations, made);
  return made;
}

const known = new WeakMap<readonly Declaration[], NamesOfRules>();

function readNamesOfRules(declarations: readonly Declaration[]): NamesOfRules {
  const present = declarations.filter(({ state }) => state !== 'absent');
  const audiences = present.filter(({ kind }) => kind === 'audience');
  const segments = indexSegments(present);
  const audiencesNamed = groupBy(audiences, ({ name }) => name);
  const findAudience = (name: string, user: Declaration | undefined) => {
    const twins = audiencesNamed.get(name) ?? [];
    const owner = user && ownerIn(user.attributes);
    return twins.find(({ attributes }) => ownerIn(attributes) === owner) ?? twins[0];
  };
  const find = (name: string, user: Declaration | undefined): Meaning | null => {
    const plain = segments.named(name, user) ?? findAudience(name, user);
    if (plain) return { declaration: plain, isAddress: false };
    const [, kind, bare = ''] = /^(segment|audience)\/(.+)$/su.exec(name) ?? [];
    if (kind === undefined) return null;
    const declaration = kind === 'segment' ? segments.named(bare, user) : findAudience(bare, user);
    return declaration ? { declaration, isAddress: true } : null;
  };
  const usersOf = (rule: HouseRule | ExpectedPerson): readonly (Declaration | undefined)[] => {
    const concerned = audiences.filter(isOver(rule));
    const byOwner = new Map(concerned.map((each) => [ownerIn(each.attributes), each]));
    return byOwner.size === 0 ? [undefined] : [...byOwner.values()];
  };
  const usersByRule = new Map<HouseRule | ExpectedPerson, readonly (Declaration | undefined)[]>();
  return {
    meaningsOf: (rule, name) => {
      const users = usersByRule.get(rule) ?? usersOf(rule);
      usersByRule.set(rule, users);
      const all = users.map((user) => find(name, user));
      return [...new Map(all.map((each) => [each?.declaration, each])).values()];
    },
  };
}

function isOver(rule: HouseRule | ExpectedPerson): (audience: Declaration) => boolean {
  if (!('demand' in rule)) {
    const isNamed = compileGlobs([...rule.reachedBy, ...rule.notReachedBy]);
    return ({ name }) => isNamed(name);
  }
  const [isNamed, isExcepted] = [compileGlobs(rule.over), compileGlobs(rule.except)];
  return ({ kind, name }) => rule.kind === kind && isNamed(name) && !isExcepted(name);
}
