import fc from 'fast-check';
import type { Declaration } from '../../src/model/declaration.ts';
import type { Project } from '../../src/model/project.ts';
import type { RemoteRow } from '../../src/model/remote/snapshot.ts';
import { isJsonObject, type JsonObject } from '../../src/model/text/json.ts';
import { aDeclaration, advertiserId, aProject, aSnapshot } from '../support/a-world.ts';
import { type World, worlds } from '../support/random-world.ts';

/** An account, and what a project wants of it. */
export interface ChaosWorld extends World {
  readonly project: Project;
}

/** The same worlds for the same seed: every other one is of the other platform. */
export function sampleWorlds(seed: number, count: number): readonly ChaosWorld[] {
  const sampled = fc.sample(worlds, { seed, numRuns: count });
  return sampled.map((world, index) =>
    index % 2 === 0 ? { ...world, project: aProject() } : inMarketingSolutions(world),
  );
}

/** The same world with the segment types of marketing solutions, and a lookalike of its first contact list. */
function inMarketingSolutions({ declarations, snapshot }: World): ChaosWorld {
  const segments = snapshot.segments.map(translateRow);
  const declared = declarations.map(translateDeclaration);
  const seed = segments.find(({ attributes }) => attributes['contactList'] !== undefined);
  const lookalike =
    seed && aRow('900', 'Look', { lookalike: { seedSegmentId: seed.id, targetSize: 50_000 } });
  const heir = declared.find(
    ({ kind, state, attributes }) =>
      kind === 'segment' && state === 'present' && attributes['contactList'] !== undefined,
  );
  const wish =
    heir &&
    aDeclaration(
      'segment',
      'Look',
      { advertiserId, lookalike: { seedSegment: heir.name, targetSize: 50_000 } },
      { allowReplace: true },
    );
  return {
    project: aProject({ platform: 'marketing-solutions' }),
    snapshot: aSnapshot(
      lookalike && wish ? [...segments, lookalike] : segments,
      snapshot.audiences.map(translateRow),
      'marketing-solutions',
    ),
    declarations: lookalike && wish ? [...declared, wish] : declared,
  };
}

function aRow(id: string, name: string, attributes: JsonObject): RemoteRow {
  const type = typeOf(attributes);
  return {
    id,
    attributes: { advertiserId, name, ...(type === null ? {} : { type }), ...attributes },
  };
}

function translateRow({ id, attributes }: RemoteRow): RemoteRow {
  const { name, accountId: _account, retailerId: _retailer, type: _type, ...rest } = attributes;
  return aRow(id, String(name), translateBlocks(JSON.parse(JSON.stringify(rest))));
}

function translateDeclaration(declaration: Declaration): Declaration {
  const { retailerId: _retailer, ...rest } = declaration.attributes;
  if (declaration.state === 'absent') return { ...declaration, attributes: rest };
  return { ...declaration, attributes: { advertiserId, ...translateBlocks(rest) } };
}

/** Contact lists stay what they are; event segments, and lists of customer IDs, become prospecting ones. */
function translateBlocks(attributes: JsonObject): JsonObject {
  const { contactList, events, ...rest } = attributes;
  if (isJsonObject(contactList) && contactList['identifierType'] === 'Email') {
    const { isReadOnly } = contactList;
    return { ...rest, contactList: isReadOnly === undefined ? {} : { isReadOnly } };
  }
  return contactList === undefined && events === undefined
    ? rest
    : { ...rest, prospecting: { usersType: 'Prospects' } };
}

function typeOf(attributes: JsonObject): string | null {
  if (attributes['contactList'] !== undefined) return 'ContactList';
  if (attributes['prospecting'] !== undefined) return 'Prospecting';
  return attributes['lookalike'] === undefined ? null : 'Lookalike';
}
