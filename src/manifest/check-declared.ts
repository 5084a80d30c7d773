/** Whether declarations are what a manifest can hold: one that reads texts has checked that, another one need not have. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import type { Project } from '../model/project.ts';
import { isJsonObject, type JsonObject } from '../model/text/json.ts';
import { manifestValidatorOf } from '../platforms/manifest-validator-of.ts';
import { checkShape } from './check-shape.ts';

/** The findings of the schema, of each declaration by itself. */
export function checkDeclared(
  declarations: readonly Declaration[],
  project: Pick<Project, 'platform'>,
): readonly Diagnostic[] {
  const whole = declarations.filter(({ incomplete }) => !incomplete);
  const of = (kind: Declaration['kind']) =>
    whole.filter((each) => each.kind === kind).map(toEntity);
  const isSound = manifestValidatorOf(project.platform)({
    segments: of('segment'),
    audiences: of('audience'),
  });
  return isSound ? [] : whole.flatMap((each) => checkOne(each, project));
}

function checkOne(
  declaration: Declaration,
  project: Pick<Project, 'platform'>,
): readonly Diagnostic[] {
  const list = declaration.kind === 'segment' ? 'segments' : 'audiences';
  const { source, locate } = declaration;
  return checkShape(
    {
      value: { [list]: [toEntity(declaration)] },
      locate: ([, , ...inner], part) => (inner.length > 0 ? locate(inner, part) : source),
      locateItem: () => source,
      written: () => null,
    },
    project,
  );
}

/** As it is written in a manifest. */
export function toEntity({
  name,
  state,
  attributes,
  id,
  renamedFrom,
  allowReplace,
  ignoreChanges,
  members,
  meta,
}: Declaration): JsonObject {
  const lifecycle = {
    ...(allowReplace ? { replace: 'allow' } : {}),
    ...(ignoreChanges ? { ignoreChanges } : {}),
  };
  const list = attributes['contactList'];
  return {
    ...attributes,
    ...(members && isJsonObject(list) ? { contactList: { ...list, members } } : {}),
    // A deleted or released entity may be given by its ID alone.
    ...(name === '' && state !== 'present' ? {} : { name }),
    ...(state === 'present' ? {} : { state }),
    ...(id === undefined ? {} : { id }),
    ...(renamedFrom ? { renamedFrom: [...renamedFrom] } : {}),
    ...(Object.keys(lifecycle).length > 0 ? { lifecycle } : {}),
    ...(meta ? { meta } : {}),
  };
}
