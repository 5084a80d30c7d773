import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { addressOf, type Kind } from '../../model/entity.ts';
import { foldName, nearest } from '../../model/name.ts';
import { listOf } from '../../model/text/count-of.ts';
import { quote } from '../../model/text/quote.ts';
import type { Comparison } from '../compare-with-remote.ts';
import type { PlannedEntity } from './planned-entities.ts';
import type { Moment } from './planned-names.ts';

/** Why a name leads nowhere. */
export type NameProblem = Required<Pick<Diagnostic, 'code' | 'message' | 'hint'>>;

/** Why a name of a rule means nothing once a plan is carried out, or not one thing. */
export function explainName(
  name: string,
  ownerId: string | null,
  entities: readonly PlannedEntity[],
  { references, declarations }: Pick<Comparison, 'references' | 'declarations'>,
): NameProblem {
  const isIt = (kind: Kind, own: string) => name === own || name === addressOf(kind, own);
  const bearers = (moment: Moment) =>
    entities.filter(({ kind, [moment]: standing }) =>
      standing?.names.some((own) => isIt(kind, own)),
    );
  const [first, ...more] = bearers('after');
  if (first) return ambiguous(name, ownerId, [first, ...more.filter(isOf(first.kind))]);
  const [former] = bearers('before');
  if (former) return explainFormer(name, former);
  const absent = declarations.find((each) => each.state === 'absent' && isIt(each.kind, each.name));
  if (absent) {
    return {
      code: 'reference-unknown',
      message: `the ${absent.kind} ${quote(absent.name)} is deleted (state: absent)`,
      hint: 'Remove its name here.',
    };
  }
  const target = references.resolve({ name }, ownerId);
  if ('problem' in target && target.problem.code === 'remote-name-differs') {
    const { code, message } = target.problem;
    const alike = namesAfter(entities).filter((own) => foldName(own) === foldName(name));
    return { code, message, hint: alike.length > 0 ? writeOneOf(alike) : correctName };
  }
  const near = nearest(name, namesAfter(entities), mostNear);
  return {
    code: 'reference-unknown',
    message: `no declared or remote segment or audience has the name "${name}"`,
    hint: near.length > 0 ? `Did you mean ${listOf(near.map(quote), 'or')}?` : correctName,
  };
}

const mostNear = 2;
const correctName = 'Correct the name, or declare it.';

function namesAfter(entities: readonly PlannedEntity[]): readonly string[] {
  return [...new Set(entities.flatMap(({ after }) => after?.names ?? []))];
}

function writeOneOf(names: readonly string[]): string {
  return `Write ${listOf(names.map(quote), 'or')}: upper and lower case and blanks count.`;
}

/** Rules and people know no IDs. */
const byNameOnly = 'Give the segment a name of its own, and write it exactly as it is.';

function isOf(kind: Kind): (entity: PlannedEntity) => boolean {
  return (entity) => entity.kind === kind;
}

function ambiguous(
  name: string,
  ownerId: string | null,
  all: readonly [PlannedEntity, ...PlannedEntity[]],
): NameProblem {
  const own = all.filter(({ after }) => after?.ownerId === ownerId);
  const meant = own.length > 0 ? own : all;
  const ids = meant.map(({ key }) => (key.startsWith('#') ? key.slice(1) : 'not created yet'));
  const { kind } = all[0];
  return {
    code: 'remote-name-ambiguous',
    message: `${meant.length} remote ${kind}s are named "${name}": IDs ${ids.join(', ')}`,
    hint: byNameOnly.replace('segment', kind),
  };
}

/** Of what had the name today. */
function explainFormer(name: string, { kind, after, before }: PlannedEntity): NameProblem {
  const [was = name] = before?.names ?? [];
  if (after === null) {
    return {
      code: 'reference-unknown',
      message: `this plan deletes the ${kind} ${quote(was)}`,
      hint: `Keep the ${kind}, or remove its name here.`,
    };
  }
  const [now] = after.names;
  return {
    code: 'reference-renamed',
    message: `this still uses the old name "${was}" of the ${kind} "${now}"`,
    hint: `Write "${name === was ? now : addressOf(kind, now)}".`,
  };
}
