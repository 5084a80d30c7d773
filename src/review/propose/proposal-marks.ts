/** The fixed names of a proposal, and the marks by which a later run knows it again. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../model/text/json.ts';
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
  const shown = key.length > longestKey ? `${key.slice(0, longestKey)}…` : key;
  return `Take edits from the Criteo UI: ${shown}`;
}

const trailer = 'Audiencectl-Proposal';

/** Two commits have the same one if they have the same files on top of the same commit. */
export function commitMark(key: string, parent: string, files: readonly FileInProposal[]): string {
  const contents = files.map(({ path, content, isExecutable }) => [
    path,
    digest(content),
    isExecutable,
  ]);
  return `${trailer}: ${digest(canonicalJson([key, parent, contents]))}`;
}

/** The line that a commit of a proposal has, or null. */
export function markOfCommit(message: string): string | null {
  const lines = message.replaceAll('\r\n', '\n').trimEnd().split('\n');
  return lines.findLast((line) => /^Audiencectl-Proposal: [0-9a-f]{64}$/u.test(line)) ?? null;
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

/**
 * A run that closes a request takes the mark out: a closed one that has a mark is one that a person did not
 * want.
 */
export function withoutChange(body: string): string {
  return body.replaceAll('\r\n', '\n').replaceAll(end, '').trimEnd();
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
