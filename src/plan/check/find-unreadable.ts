import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { groupBy } from '../../model/group-by.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { countOf } from '../../model/text/count-of.ts';
import { listSome } from '../../model/text/list-some.ts';
import type { Platform } from '../../platforms/platform.ts';

/** More names than this are counted. */
const maxNames = 3;

/**
 * What a snapshot lacks of the entities in it, declared or not: the API answers "Unknown", or nothing. One finding
 * for each attribute of a kind.
 */
export function findUnreadable(
  entities: readonly RemoteEntity[],
  { ownerAttribute }: Pick<Platform, 'ownerAttribute'>,
): readonly Diagnostic[] {
  const lacking = entities.flatMap(({ kind, name, incomparable }) =>
    incomparable
      .filter((path) => path !== ownerAttribute)
      .map((path) => ({ kind, name, path, key: `${kind} ${path}` })),
  );
  return [...groupBy(lacking, ({ key }) => key).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { kind, path } = first;
    const names = listSome(
      group.map(({ name }) => `"${name}"`),
      maxNames,
    );
    return [
      {
        severity: 'warning' as const,
        code: 'attribute-not-compared',
        message: `the API does not return ${path} of ${countOf(group.length, kind)} (it answers "Unknown", or nothing): ${names}`,
        hint: 'Look the value up in the Criteo UI. The snapshot does not have it, and a plan cannot compare it.',
      },
    ];
  });
}
