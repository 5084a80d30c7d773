/** Whether a commit has the texts that it was made of. GitLab tells no tree of a commit, so its files are read. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/text/json.ts';
import type { GitlabConnection } from '../connect-gitlab.ts';
import type { FileInProposal } from './proposal-host.ts';
import { contentsMark } from './proposal-marks.ts';
import { unless404 } from './refuse-answer.ts';

/** GitLab lists no more in a comparison, unless its administrator has set another limit. */
const maxFiles = 1000;

/** With a digest of its text. */
interface CommittedFile {
  readonly path: string;
  readonly isNew: boolean;
  readonly text: string;
}

/** What a commit of these files will have. */
export function plannedContents(parent: string, files: readonly FileInProposal[]): string {
  return markOf(
    parent,
    files.map(({ path, isNew, content }) => ({
      path,
      isNew,
      text: textMark(Buffer.from(content)),
    })),
  );
}

/** @param diffs those of the comparison that has the commit alone */
export async function gitlabContents(
  { api, project }: Pick<GitlabConnection, 'api' | 'project'>,
  commit: JsonObject,
  diffs: JsonValue | undefined,
): Promise<string | null> {
  const parents = commit['parent_ids'];
  if (!Array.isArray(parents) || parents.length !== 1 || !Array.isArray(diffs)) return null;
  const changed = diffs.map(changedFile);
  if (changed.length > maxFiles || changed.includes(null)) return null;
  const files: CommittedFile[] = [];
  for (const { path, isNew } of changed.filter((each) => each !== null)) {
    const at = `${project}/repository/files/${encodeURIComponent(path)}?ref=${commit['id']}`;
    const found = await unless404(api.read(at));
    const content = isJsonObject(found) && found['encoding'] === 'base64' ? found['content'] : null;
    if (typeof content !== 'string') return null;
    files.push({ path, isNew, text: textMark(Buffer.from(content, 'base64')) });
  }
  return markOf(String(parents[0]), files);
}

/** Null for what a proposal never does: it takes no file away, moves none, and changes no mode. */
function changedFile(diff: JsonValue): Pick<CommittedFile, 'path' | 'isNew'> | null {
  if (!isJsonObject(diff) || diff['deleted_file'] === true) return null;
  const { new_path: path, old_path: before, new_file: added, a_mode: from, b_mode: to } = diff;
  const isNew = added === true;
  if (typeof path !== 'string' || path !== before) return null;
  return to === (isNew ? '100644' : from) ? { path, isNew } : null;
}

function markOf(parent: string, files: readonly CommittedFile[]): string {
  const contents = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, isNew, text }) => [path, isNew, text]);
  return contentsMark([parent, contents]);
}

/** GitLab may keep CRLF as LF. Byte by byte, so that also what is not UTF-8 differs. */
function textMark(bytes: Buffer): string {
  return contentsMark(bytes.toString('latin1').replaceAll('\r\n', '\n'));
}
