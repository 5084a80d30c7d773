/** What differs between what git declares and what the UI has. */
import type { Account, Entity } from './account.ts';
import type { Fate } from './pieces.ts';
import { describedEntity, meant } from './read-meaning.ts';
import type { WrittenProject } from './write-project.ts';

export interface Difference {
  readonly key: string;
  /** As a plan names the attribute. */
  readonly path: string;
}

/** Of the entities that both have; renames of segments are no difference of what refers to them. */
export function differencesOf(git: Account, ui: Account): readonly Difference[] {
  return git.entities.flatMap((entity) => {
    const other = ui.entities.find(({ key }) => key === entity.key);
    if (other === undefined) return [];
    return pathsThatDiffer(entity, other).map((path) => ({ key: entity.key, path }));
  });
}

/** Whether they mean the same, under the same name. */
export function isSameEntity(a: Entity, b: Entity): boolean {
  return pathsThatDiffer(a, b).length === 0;
}

function pathsThatDiffer(entity: Entity, other: Entity): readonly string[] {
  const asKey = (key: string) => key;
  const [a, b] = [entity, other].map((each) => meant(describedEntity(each, asKey)));
  if (a === undefined || b === undefined) return [];
  const keys = [...new Set([...Object.keys(a.block ?? {}), ...Object.keys(b.block ?? {})])];
  return [
    ...(entity.name === other.name ? [] : ['name']),
    ...(a.description === b.description ? [] : ['description']),
    ...(a.algebra === b.algebra ? [] : ['algebra']),
    ...keys
      // The server chooses it where a manifest leaves it out.
      .filter((key) => key !== 'targetSize' || a.block?.[key] !== undefined)
      .filter((key) => JSON.stringify(a.block?.[key]) !== JSON.stringify(b.block?.[key]))
      .map((key) => `${entity.type}.${key}`),
  ];
}

/** Git's account with some attributes as the UI has them. */
export function withTaken(
  git: Account,
  ui: Account,
  isTaken: (difference: Difference) => boolean,
): Account {
  const differences = differencesOf(git, ui).filter(isTaken);
  return {
    ...git,
    entities: git.entities.map((entity) => {
      const other = ui.entities.find(({ key }) => key === entity.key);
      const paths = differences.filter(({ key }) => key === entity.key).map(({ path }) => path);
      return other === undefined
        ? entity
        : paths.reduce((made, path) => take(made, other, path), entity);
    }),
  };
}

function take(entity: Entity, other: Entity, path: string): Entity {
  switch (path) {
    case 'name':
      return { ...entity, name: other.name };
    case 'description':
      return { ...entity, description: other.description };
    case 'algebra':
      return { ...entity, algebra: other.algebra };
    default: {
      const key = path.slice(path.indexOf('.') + 1);
      const { [key]: _, ...rest } = entity.block;
      const value = other.block[key];
      return { ...entity, block: value === undefined ? rest : { ...rest, [key]: value } };
    }
  }
}

/** Whether the value that an entity has is set at all. */
function isEmpty(entity: Entity, path: string): boolean {
  if (path === 'description') return (entity.description ?? '') === '';
  if (!path.includes('.')) return false;
  const value = entity.block[path.slice(path.indexOf('.') + 1)] ?? null;
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** What becomes of each attribute's text from one account to another; renames change what refers to a name. */
export function fatesOf(
  project: WrittenProject,
  git: Account,
  after: Account,
): ReadonlyMap<string, ReadonlyMap<string, Fate> | 'gone'> {
  const fates = new Map<string, Map<string, Fate> | 'gone'>();
  const renamed = new Set(
    differencesOf(git, after).flatMap(({ key, path }) => (path === 'name' ? [key] : [])),
  );
  for (const entity of git.entities) {
    const other = after.entities.find(({ key }) => key === entity.key);
    const written = project.entities.get(entity.key)?.written ?? new Set();
    if (other === undefined) {
      fates.set(entity.key, 'gone');
      continue;
    }
    const own = new Map<string, Fate>();
    for (const path of pathsThatDiffer(entity, other)) {
      const isWritten = written.has(path);
      own.set(path, isWritten ? (isEmpty(other, path) ? 'removed' : 'set') : 'added');
    }
    const { seed, type, algebra } = other;
    if (seed !== null && renamed.has(seed)) own.set(`${type}.seedSegment`, 'set');
    if (
      algebra !== null &&
      JSON.stringify([...renamed].filter((key) => JSON.stringify(algebra).includes(`"${key}"`))) !==
        '[]'
    ) {
      own.set('algebra', 'set');
    }
    if (own.size > 0) fates.set(entity.key, own);
  }
  const isNew = after.entities.some(({ key }) => !git.entities.some((each) => each.key === key));
  if (isNew) fates.set('*new', new Map([['', 'added']]));
  if (isNew || [...fates.values()].includes('gone')) {
    fates.set('*entries', new Map([['', 'removed']]));
  }
  for (const { pieces } of project.manifests) {
    for (const { tag } of pieces) {
      if (!tag?.entity.startsWith('list:')) continue;
      const keys = tag.entity.slice('list:'.length).split(',');
      if (keys.every((key) => fates.get(key) === 'gone')) fates.set(tag.entity, 'gone');
    }
  }
  return fates;
}
