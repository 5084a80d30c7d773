/** Whether texts after an edit are what they should be: their meaning, their bytes and their comments. */
import type { SourceFile } from '../../../src/model/files/source-file.ts';
import type { Account } from './account.ts';
import { fatesOf } from './differences.ts';
import { type Fates, firstDifference } from './pieces.ts';
import { meaningOf, readMeaning } from './read-meaning.ts';
import { variables } from './write-entry.ts';
import type { WrittenProject } from './write-project.ts';

/**
 * @param texts all manifests after the edit.
 * @param after what they should declare.
 * @param ui where segments are that they name and do not declare.
 * @returns what is wrong; empty where nothing is.
 */
export function judgeTexts(
  project: WrittenProject,
  git: Account,
  texts: readonly SourceFile[],
  after: Account,
  ui: Account = after,
): readonly string[] {
  const fates = fatesOf(project, git, after);
  return [
    ...wrongMeaning(project, texts, meaningOf(after, ui)),
    ...wrongBytes(project, texts, fates),
    ...wrongComments(project, texts, fates, after),
  ];
}

function wrongMeaning(
  { defaults }: WrittenProject,
  texts: readonly SourceFile[],
  wanted: ReadonlyMap<string, string>,
): readonly string[] {
  let read: ReadonlyMap<string, string>;
  try {
    read = readMeaning(texts, { variables, defaults });
  } catch (error) {
    return [`not readable: ${String(error)}`];
  }
  const addresses = [...new Set([...read.keys(), ...wanted.keys()])];
  return addresses.flatMap((address) =>
    read.get(address) === wanted.get(address)
      ? []
      : [`${address} means\n  ${read.get(address)}, should mean\n  ${wanted.get(address)}`],
  );
}

function wrongBytes(
  project: WrittenProject,
  texts: readonly SourceFile[],
  fates: Fates,
): readonly string[] {
  return project.manifests.flatMap(({ file, pieces }) => {
    const text = texts.find((each) => each.file === file)?.text;
    if (text === undefined) return [`${file} is missing`];
    const found = firstDifference(pieces, fates, text);
    // Where the last entry of a text goes, the end of its last line may go with it.
    const isShorter =
      fates.has('*entries') &&
      ['\n', '\r\n'].some((end) => firstDifference(pieces, fates, text + end) === null);
    return found === null || isShorter ? [] : [`${file}: other bytes ${found}`];
  });
}

function wrongComments(
  project: WrittenProject,
  texts: readonly SourceFile[],
  fates: Fates,
  after: Account,
): readonly string[] {
  // A comment stays with what it is about, under every name.
  const isRenamed = [...fates.values()].some((fate) => fate !== 'gone' && fate.has('name'));
  return project.manifests.flatMap(({ file, pieces, text }) => {
    const now = texts.find((each) => each.file === file)?.text ?? '';
    return pieces.flatMap((piece): readonly string[] => {
      const token = /# (c\d+;)/u.exec(piece.text)?.[1];
      const about = token === undefined ? undefined : project.comments.get(token);
      if (token === undefined || about === undefined) return [];
      const count = now.split(`# ${token}`).length - 1;
      if (count > 1) return [`${file}: comment ${token} is there ${count} times`];
      const may = mayGo(piece.tag, about, fates, after);
      if (count === 0) return may === 'stays' ? [`${file}: comment ${token} ${about} is lost`] : [];
      if (may === 'goes') return [`${file}: comment ${token} ${about} is left over`];
      if (may === 'either' || about === '' || isRenamed) return [];
      const wasBeside = lineOf(text, token).includes(about);
      return wasBeside && !lineOf(now, token).includes(about)
        ? [`${file}: comment ${token} stands beside ${lineOf(now, token)}, not ${about}`]
        : [];
    });
  });
}

type Stay = 'stays' | 'goes' | 'either';

function mayGo(
  tag: { readonly entity: string; readonly path: string; readonly role: string } | null,
  about: string,
  fates: Fates,
  after: Account,
): Stay {
  const fate = tag && fates.get(tag.entity);
  if (!tag || !fate) return 'stays';
  if (about === 'section') return 'stays';
  if (fate === 'gone') return tag.entity.startsWith('list:') ? 'either' : 'goes';
  const own = fate.get(tag.path);
  if (own === undefined) return 'stays';
  if (tag.role === 'key') return own === 'removed' ? 'either' : 'stays';
  if (tag.role !== 'value') return 'stays';
  if (own === 'removed' || /^(?:and|or|not|segment|[-\d.]+)$/u.test(about)) return 'either';
  if (about === '' && tag.path !== 'description' && tag.path !== 'name') return 'either';
  if (about === '' || about === (tag.path.split('.').at(-1) ?? '')) return 'stays';
  const entity = after.entities.find(({ key }) => key === tag.entity);
  if (tag.path === 'name' || entity === undefined) return 'either';
  const named = after.entities.filter(({ key }) =>
    JSON.stringify(entity.algebra).includes(`"${key}"`),
  );
  const block = entity.block[tag.path.split('.').at(-1) ?? ''];
  const isThere =
    named.some(({ name }) => name.includes(about)) || JSON.stringify(block)?.includes(about);
  return isThere ? 'stays' : 'either';
}

/** What a comment is about: its own line, or else the next one that is no comment. */
function lineOf(text: string, token: string): string {
  const lines = text.split(/\r?\n/u);
  const at = lines.findIndex((line) => line.includes(`# ${token}`));
  const before = lines[at]?.split(`# ${token}`)[0] ?? '';
  if (before.trim() !== '') return before;
  return lines.slice(at + 1).find((line) => line.trim() !== '' && !/^\s*#/u.test(line)) ?? '';
}
