/** The projects of a run: by a folder of their plans. */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compareText, type Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { objectToPath, whereItLeads } from '../../../disk/object-to-path.ts';
import { nameFrom } from '../../../files/name-from.ts';
import { eachIndexName } from '../../../model/files/project-file-name.ts';
import { isJsonObject } from '../../../model/text/json.ts';
import { usageError } from '../../arguments/usage-error.ts';
import { readNamedJson } from '../../output/read-named-json.ts';
import type { ManyTarget } from './find-projects.ts';
import { projectPathOf } from './mirrored-paths.ts';

/**
 * Edge: every plan that is below a folder, or that its list names, with the project that has the same path here. A
 * plan that is missing, or that is no regular file, fails its project: it was reviewed, and is not left out in
 * silence.
 *
 * @throws DiagnosticError where there is no list, or it is none: then missing plans would be left out in silence.
 */
export async function findPlans(folder: string): Promise<readonly ManyTarget[]> {
  const problem = await objectToPath(folder);
  if (problem !== null) throw new DiagnosticError([{ severity: 'error', ...problem }]);
  const files = new Set<string>();
  const others = new Set<string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = nameFrom(folder, join(entry.parentPath, entry.name));
    if (entry.isFile()) files.add(path);
    else if (!entry.isDirectory()) others.add(path);
  }
  const listed = files.has(eachIndexName) ? await readListed(join(folder, eachIndexName)) : null;
  const found = [...files].filter((path) => /\.json$/iu.test(path) && path !== eachIndexName);
  const paths = [...new Set([...(listed ?? []), ...found, ...others])].sort(compareText);
  // An empty list is an answer, too: nothing had changed.
  if (listed === null) throw withoutList(folder, paths.length > 0);
  return targetsOf(folder, paths, { files, others, listed: new Set(listed) });
}

function withoutList(folder: string, hasPlans: boolean): DiagnosticError {
  if (!hasPlans) {
    const message = `there is no plan file in the folder "${folder}"`;
    const hint = 'Save plans there with audiencectl plan --each GLOB --out DIR.';
    return new DiagnosticError([usageError('projects-not-found', message, hint)]);
  }
  const message = `"${folder}" has plans and no list of them, "${eachIndexName}", so missing plans cannot be noticed`;
  const hint = 'Keep the whole folder that plan --each GLOB --out DIR wrote, with its list.';
  return new DiagnosticError([usageError('plan-missing', message, hint)]);
}

interface FoundFiles {
  readonly files: ReadonlySet<string>;
  /** Links and devices. */
  readonly others: ReadonlySet<string>;
  readonly listed: ReadonlySet<string>;
}

async function targetsOf(
  folder: string,
  paths: readonly string[],
  found: FoundFiles,
): Promise<readonly ManyTarget[]> {
  const targets: ManyTarget[] = [];
  const firsts = new Map<string, string>();
  for (const path of paths) {
    const file = await projectPathOf(path);
    const planFile = join(folder, path);
    const place = await whereItLeads(resolve(file));
    const first = firsts.get(place) ?? file;
    firsts.set(place, first);
    const fault =
      first === file
        ? (faultOf(path, found) ?? (await foreignFile(planFile, path, file, found)))
        : sameProject(file, first);
    targets.push({ file, planFile, ...(fault === null ? {} : { problem: fault }) });
  }
  return targets;
}

function faultOf(path: string, { files, others }: FoundFiles): Diagnostic | null {
  if (files.has(path)) return null;
  const message = others.has(path)
    ? 'the plan of this project is a link or a device, not a plan file'
    : 'the folder has no plan of this project, but its list names one';
  const hint =
    'Get the whole folder again from the run that wrote it. If that run could not plan this project, correct what it reported, and run plan --each GLOB --out DIR again.';
  return usageError('plan-missing', message, hint);
}

/** A file that no run wrote there, such as a copy of a plan, and that has no project. */
async function foreignFile(
  planFile: string,
  path: string,
  file: string,
  { listed }: FoundFiles,
): Promise<Diagnostic | null> {
  if (listed.has(path) || (await stat(file).catch(() => null)) !== null) return null;
  const message = `the list of the folder does not name "${planFile}", and it has no project at "${file}"`;
  return usageError('project-not-found', message, 'Remove the file from the folder of the plans.');
}

/** Both plans would be applied to it at once. */
function sameProject(file: string, first: string): Diagnostic {
  const message = `"${file}" is the same project file as "${first}", for which there is a plan, too`;
  return usageError('project-repeated', message, 'Remove one of the two plans.');
}

async function readListed(path: string): Promise<readonly string[]> {
  const value = await readNamedJson(path, 'list of plans', 'plan-file-invalid');
  const listed: unknown = isJsonObject(value) ? value['files'] : null;
  if (Array.isArray(listed) && listed.every(isBelow)) return listed;
  const message = `"${path}" is not a list of plans below its folder`;
  const hint = 'Save the plans again with audiencectl plan --each GLOB --out DIR.';
  throw new DiagnosticError([usageError('plan-file-invalid', message, hint)]);
}

function isBelow(path: unknown): path is string {
  return (
    typeof path === 'string' &&
    !/[\\\0]/u.test(path) &&
    path.split('/').every((part) => !/^\.{0,2}$/u.test(part))
  );
}
