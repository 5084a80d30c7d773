import type { Check } from '../../diagnostics/check.ts';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { Project } from '../../model/project.ts';
import { countOf } from '../../model/text/count-of.ts';
import { decodeRow } from '../../platforms/decode-row.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import { findEmptyList } from '../../reconciler/members/find-empty-list.ts';
import { shownIn } from '../../reconciler/shown-in.ts';
import { createRemoteReader } from '../../remote/create-remote-reader.ts';
import type { RemoteOptions } from '../../remote/remote-options.ts';

/** `list-empty`, for each declared contact list that the API counts as empty; never throws for what the API answers. */
export async function checkContactLists(
  ...args: Parameters<typeof countLists>
): Promise<readonly Check[]> {
  try {
    return await countLists(...args);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ message, hint }): Check => {
      const advice = hint === undefined ? {} : { hint };
      return { name: 'contact-lists', status: 'warn', text: message, ...advice };
    });
  }
}

async function countLists(
  options: RemoteOptions,
  project: Project,
  declarations: readonly Declaration[],
): Promise<readonly Check[]> {
  const declared = declarations.filter(
    ({ state, attributes }) => state === 'present' && attributes['contactList'] !== undefined,
  );
  if (declared.length === 0) return [];
  const remote = createRemoteReader(options);
  const platform = platformNamed(project.platform);
  const rows = (await remote.readAll('segment')).map((row) =>
    decodeRow(platform, 'segment', project.scopeId, row),
  );
  const isDeclared = new Set(declared.map(({ id, name }) => id ?? name));
  const lists = rows.filter(
    ({ id, name, type }) => type === 'contactList' && (isDeclared.has(id) || isDeclared.has(name)),
  );
  const empty: typeof lists = [];
  let counted = 0;
  for (const list of lists) {
    const count = (await remote.readStatistics(list.id))?.numberOfIdentifiers ?? null;
    if (count === 0) empty.push(list);
    if (count !== null) counted += 1;
  }
  const audiences = empty.length === 0 ? [] : await remote.readAll('audience');
  const found = empty.map((list) => findEmptyList(list, project, audiences));
  if (counted === 0) return [];
  if (found.length === 0) {
    const text = `the API counts members on ${countOf(counted, 'declared contact list')}`;
    return [{ name: 'contact-lists', status: 'ok', text }];
  }
  return shownIn(project, found).map(({ code, message, hint }): Check => {
    const advice = hint === undefined ? {} : { hint };
    return { name: code, status: 'warn', text: message, ...advice };
  });
}
