/** The plan of one project, or the plans of many, as a job keeps them: which they are, by one checksum. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { eachIndexName } from '../../model/files/project-file-name.ts';
import { isJsonObject, type JsonValue } from '../../model/text/json.ts';
import { ReviewError } from '../hosting.ts';

/** The folder beside `plan.md` with the plans of many projects. */
const plansFolder = 'plans';

/** What planning left behind. */
export interface PlanFiles {
  /** Of the plan, or of all plans together; null where there is nothing that could be applied. */
  readonly checksum: string | null;
  /** As `--report markdown=FILE` writes it. */
  readonly markdown: string;
}

/** @returns null where planning failed: there is no plan, and nothing that says what became of many projects. */
export async function readPlanFiles(folder: string): Promise<PlanFiles | null> {
  const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => null);
  const [json, markdown] = [await read('plan.json'), await read('plan.md')];
  if (markdown === null) return null;
  if (json !== null) return { checksum: checksumOfPlan(json), markdown };
  const index = await read(join(plansFolder, eachIndexName));
  if (index === null) return null;
  return { checksum: await checksumOfPlans(join(folder, plansFolder)), markdown };
}

/**
 * One checksum for a folder of plans and its list: it changes where a plan is added, left out, changed or moved to
 * another project, and where the list names other projects. That a plan is what its own checksum says is for `apply`
 * to see.
 *
 * @returns null where there is no list, or no plan of all that it names. A list of nothing has a checksum: then
 *   nothing had changed.
 */
export async function checksumOfPlans(folder: string): Promise<string | null> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const pathOf = (entry: (typeof entries)[number]) =>
    relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
  const others = entries.filter((entry) => !entry.isDirectory());
  // apply follows no link: what is behind one would be checked here and left out there.
  const link = others.find((entry) => !entry.isFile());
  if (link !== undefined)
    throw new ReviewError(`"${pathOf(link)}" is not a file, but a link or a device`, {
      exitCode: 3,
    });
  const found = others.map(pathOf);
  if (!found.includes(eachIndexName)) return null;
  const listed = filesInIndex(await readFile(join(folder, eachIndexName), 'utf8'));
  const paths = found.filter((path) => path !== eachIndexName).sort();
  if (paths.length === 0 && listed.length > 0) return null;
  const hash = createHash('sha256');
  hash.update(`${JSON.stringify(listed)}\n`);
  for (const path of paths) {
    const checksum = checksumOfPlan(await readFile(join(folder, path), 'utf8'), path);
    hash.update(`${JSON.stringify([path, checksum])}\n`);
  }
  return hash.digest('hex');
}

/**
 * The files that the list of a folder of plans names.
 *
 * @throws ReviewError for what is no list, which must not be taken for an empty one, and for a file that is not below
 *   the folder.
 */
export function filesInIndex(text: string): readonly string[] {
  const index = parse(text);
  const files: JsonValue | undefined = isJsonObject(index) ? index['files'] : undefined;
  if (!Array.isArray(files)) throw new ReviewError(`"${eachIndexName}" is not a list of plans`);
  const paths = files.map((each) => (typeof each === 'string' ? each : ''));
  const isBelow = (path: string) =>
    path !== '' &&
    !/[\\\0]/u.test(path) &&
    path.split('/').every((part) => !/^\.{0,2}$/u.test(part));
  const outside = paths.find((path) => !isBelow(path));
  if (outside === undefined) return paths;
  throw new ReviewError(`the list of plans names "${outside}", which is not below its folder`);
}

function checksumOfPlan(json: string, path = ''): string {
  const plan = parse(json);
  const checksum = isJsonObject(plan) ? plan['checksum'] : undefined;
  if (typeof checksum === 'string' && /^[0-9a-f]{64}$/u.test(checksum)) return checksum;
  throw new ReviewError(`the plan file${path === '' ? '' : ` "${path}"`} has no checksum`);
}

/** Null where it is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
