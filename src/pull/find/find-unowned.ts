/** What is remote, declared nowhere and outside `owns`: where new entities were asked for, it is said why they stay. */
import { addressOf, type Kind, kinds } from '../../model/entity.ts';
import { createOwnership, ruleFor } from '../../model/ownership.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { whyNeverDeclarable } from '../../plan/change/why-undeclarable.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import type { Obstacle } from '../obstacle.ts';
import type { AddUnit } from '../pull-unit.ts';
import type { PullWords } from '../pull-words.ts';

/** With more names, a line to copy is longer than anyone reads. */
const mostNames = 6;

export function findUnowned(
  comparison: Comparison,
  words: PullWords,
): ReadonlyMap<AddUnit, Obstacle> {
  const { project, index, matched, elsewhere, isAsked, base } = comparison;
  const owns = createOwnership(project.owns);
  const unowned = index.entities.filter(
    (remote) =>
      !owns(remote) &&
      !matched.has(remote) &&
      isAsked(addressIn(remote)) &&
      !elsewhere.declares(remote) &&
      !base?.removed(remote) &&
      whyNeverDeclarable(remote, index) === null,
  );
  const obstacles = new Map(
    kinds.map((kind) => {
      const remotes = unowned.filter((each) => each.kind === kind);
      return [kind, notOwned(kind, remotes, comparison, words.file(project.file))] as const;
    }),
  );
  return new Map(
    unowned.flatMap((remote): (readonly [AddUnit, Obstacle])[] => {
      const obstacle = obstacles.get(remote.kind);
      const unit: AddUnit = { action: 'add', address: addressIn(remote), take: 'new', remote };
      return obstacle === undefined ? [] : [[unit, obstacle]];
    }),
  );
}

function addressIn({ kind, name }: RemoteEntity): AddUnit['address'] {
  return addressOf(kind, name.trim());
}

/** One for all of a kind, so that the lines to write do not overwrite one another. */
function notOwned(
  kind: Kind,
  remotes: readonly RemoteEntity[],
  comparison: Comparison,
  file: string,
): Obstacle {
  const isAmongMany = comparison.elsewhere.matches.length > 0;
  const only = isAmongMany ? ' Do so in one project of the account only.' : '';
  return {
    code: 'pull-elsewhere',
    text: 'It exists in Criteo, no manifest declares it, and "owns" does not cover it.',
    fix: `${widen(kind, remotes, comparison, file)} Then pull again.${only}`,
    source: null,
  };
}

/** What `owns` is to say: once it names a kind, what is declared must be among the names, too. */
function widen(
  kind: Kind,
  remotes: readonly RemoteEntity[],
  { project: { owns }, declarations }: Comparison,
  file: string,
): string {
  const rule = ruleFor(owns, kind);
  if (rule !== undefined) {
    return `Add what you want to take to owns.${kind}s in ${file}, by its name or by a glob.`;
  }
  const declared = declarations.filter(
    (each) => each.kind === kind && each.state !== 'released' && each.name !== '',
  );
  const names = [...new Set([...declared, ...remotes].map(({ name }) => name.trim()))];
  const listed = (globs: readonly string[]) =>
    `${kind}s: { names: [${globs.map((each) => JSON.stringify(each)).join(', ')}] }`;
  const whole = (line: string) =>
    owns === null ? `Add owns: { ${line} } to ${file}.` : `Add ${line} under owns in ${file}.`;
  return names.length <= mostNames
    ? `${whole(listed(names))} Leave out what you do not want to take.`
    : `${whole(listed(['*']))} Replace "*" with globs for all ${kind}s that are declared here and for those that you want to take.`;
}
