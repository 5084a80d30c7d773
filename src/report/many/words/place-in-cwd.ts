import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';

/** A path in a project's folder, as the working directory sees it. Absolute paths stay as they are. */
export function placeInCwd(projectFile: string, file: string): string {
  if (/^(?:[\\/]|[A-Za-z]:)/u.test(file)) return file;
  const folder = projectFile.split('/').slice(0, -1);
  const parts: string[] = [];
  for (const part of [...folder, ...file.split('/')]) {
    if (part === '.' || part === '') continue;
    const isUp = part === '..' && parts.length > 0 && parts.at(-1) !== '..';
    if (isUp) parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/**
 * A finding of one project with its places as the working directory sees them.
 *
 * @param isAlone whether it is said of this project only, so that its hint may name the project file.
 */
export function findingInCwd(
  projectFile: string,
  finding: Diagnostic,
  isAlone = false,
): Diagnostic {
  const move = <Place extends { readonly file: string }>(source: Place): Place => ({
    ...source,
    file: placeInCwd(projectFile, source.file),
  });
  const { source, related, hint, ...rest } = finding;
  const isNamed = isAlone && hint !== undefined;
  return {
    ...rest,
    ...(hint === undefined ? {} : { hint: isNamed ? hintInCwd(projectFile, hint) : hint }),
    ...(source === undefined ? {} : { source: move(source) }),
    ...(related === undefined
      ? {}
      : { related: related.map((each) => ({ ...each, source: move(each.source) })) }),
  };
}

/** With the project file as it is named here: of many, `audiencectl.yaml` may be any. */
function hintInCwd(projectFile: string, hint: string): string {
  const parts = projectFile.split('/');
  const name = parts.pop() ?? projectFile;
  const folder = parts.join('/');
  // A name that a shell would read as more than text is left out.
  const isPlain = /^[\w./-]+$/u.test(folder);
  const here = ' in the folder of this project';
  return (isPlain ? hint.replaceAll(here, ` in the folder ${folder}`) : hint)
    .split(' ')
    .map((word) =>
      word.replace(/[.,;:]$/u, '') === name ? word.replace(name, () => projectFile) : word,
    )
    .join(' ');
}
