/** The fixed names of a proposal, and the marks by which a later run knows it again. */
import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../../model/text/json.ts';
import type { FileInProposal } from './proposal-host.ts';

const longestSlug = 80;

/** The same for a key at all times. Where the key has other characters, a digest keeps keys apart. */
export function proposalBranch(key: string): string {
  const slug = key
    .replaceAll(/[^A-Za-z0-9]+/gu, '-')
    .slice(0, longestSlug)
    .replaceAll(/^-|-$/gu, '')
    .toLowerCase();
  const end = slug === key ? '' : `${slug === '' ? '' : '-'}${digest(key).slice(0, 8)}`;
  return `audiencectl/pull-${slug}${end}`;
}

/** Hosts take about 255 characters. */
const longestKey = 200;

export function proposalTitle(key: string): string {
  const words = shownKey(key);
  const shown = words.length > longestKey ? `${words.slice(0, longestKey)}…` : words;
  return `Take edits from the Criteo UI: ${shown}`;
}

/** What a commit of a proposal states about itself, in lines at the end of its message. */
export interface CommitMarks {
  /** Two commits have the same one if they were made of the same files on top of the same commit. */
  readonly made: string;
  /** The change that it proposes, see `changeMark`. */
  readonly change: string;
  /** What the host must have as its contents. A commit that was changed since has others. */
  readonly contents: string;
}

export function madeMark(key: string, parent: string, files: readonly FileInProposal[]): string {
  const contents = files.map(({ path, content, isExecutable }) => [
    path,
    digest(content),
    isExecutable,
  ]);
  return digest(canonicalJson([key, parent, contents]));
}

export function commitMessage(title: string, { made, change, contents }: CommitMarks): string {
  const marks = [
    `Audiencectl-Proposal: ${made}`,
    `Audiencectl-Change: ${change}`,
    `Audiencectl-Contents: ${contents}`,
  ];
  return `${title}\n\n${marks.join('\n')}\n`;
}

/** @param contents what identifies them at the host */
export function contentsMark(contents: JsonValue): string {
  return digest(canonicalJson(contents));
}

const marksAtEnd =
  /^Audiencectl-Proposal: ([0-9a-f]{64})\nAudiencectl-Change: ([0-9a-f]{64})\nAudiencectl-Contents: ([0-9a-f]{64})$/gmu;

/** Null where it has none, or not all. */
export function marksOfCommit(message: string): CommitMarks | null {
  const found = [...message.replaceAll('\r\n', '\n').matchAll(marksAtEnd)].at(-1);
  const [, made, change, contents] = found ?? [];
  if (made === undefined || change === undefined || contents === undefined) return null;
  return { made, change, contents };
}

/**
 * What a pull changes, wherever it stands in its files: only lines that come or go, and the names of
 * the files, so that a merge elsewhere in a file does not make it another change.
 */
export function changeMark(diff: string): string {
  return digest(diff.split('\n').filter(isChangedLine).join('\n'));
}

export function hasChanges(diff: string): boolean {
  return diff.split('\n').some(isChangedLine);
}

function isChangedLine(line: string): boolean {
  return line.startsWith('+') || line.startsWith('-');
}

/** The first line of every proposal. */
/** Without the sign of a project that has no environments. */
export function shownKey(key: string): string {
  return key.replace(/:-$/u, '');
}

export function proposalStart(key: string): string {
  return `<!-- audiencectl-propose:${encodeURIComponent(key)} -->`;
}

/** The last line of a proposal: the change that it has. */
export function proposalEnd(change: string): string {
  return `<!-- audiencectl-propose change=${change} -->`;
}

/** No name can stand at the beginning of a line of a proposal. */
const end = /^<!-- audiencectl-propose change=([0-9a-f]{64}) -->$/gmu;

/** The change that a description has a mark of; null where it has none. */
export function changeOfBody(body: string): string | null {
  return [...body.replaceAll('\r\n', '\n').matchAll(end)].at(-1)?.[1] ?? null;
}

const closed = '<!-- audiencectl-propose closed -->';

/**
 * A run that closes a request puts another mark in place of the change: a closed one without it is one that
 * a person did not want.
 */
export function asClosed(body: string): string {
  return `${body.replaceAll('\r\n', '\n').replaceAll(end, '').trimEnd()}\n\n${closed}`;
}

export function isAsClosed(body: string): boolean {
  return body.trimEnd().endsWith(closed);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
