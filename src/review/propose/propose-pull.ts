import { countOf } from '../../model/text/count-of.ts';
import { type Hosting, HostRefusal, ReviewError } from '../hosting.ts';
import { decideProposal, type ProposalStep } from './decide-proposal.ts';
import type { FileInProposal, ProposalHost, ProposalRequest } from './proposal-host.ts';
import {
  asClosed,
  changeMark,
  changeOfBody,
  commitMessage,
  hasChanges,
  madeMark,
  proposalBranch,
  proposalTitle,
} from './proposal-marks.ts';
import type { PullDocument } from './pull-document.ts';
import { readProposalBranch } from './read-proposal-branch.ts';
import { writeLeftComment, writeProposalBody } from './write-proposal-body.ts';

export interface ProposalWish {
  readonly key: string;
  /** Null for the fixed one. */
  readonly title: string | null;
  /** The commit that is checked out, in whose files the pull wrote. */
  readonly checkout: string;
  readonly pull: PullDocument;
  readonly files: readonly FileInProposal[];
}

/**
 * Brings the one request of a key to what a pull took: opens it, updates it, closes it, or leaves it alone.
 * A run that was cut off is finished by the next one.
 *
 * @returns what was done, as a sentence
 */
export async function proposePull(
  hosting: Hosting,
  host: ProposalHost,
  wish: ProposalWish,
): Promise<string> {
  const { checkout, pull, files } = wish;
  if (files.length > 0 && !hasChanges(pull.diff)) {
    throw new ReviewError(
      'pull.json names files, but its diff has no changes. Nothing is proposed.',
    );
  }
  const target = hosting.branch();
  // Files of an older commit would take back what was merged since.
  if ((await hosting.tip()) !== checkout) {
    return `${target} is no longer at the commit that is checked out. Nothing is proposed. The next run continues.`;
  }
  const run: Run = { hosting, host, wish, target, branch: proposalBranch(wish.key) };
  // Another run may have come first. It is looked at again once.
  return (await proposeOnce(run)) ?? (await proposeOnce(run)) ?? busy(run);
}

interface Run {
  readonly hosting: Hosting;
  readonly host: ProposalHost;
  readonly wish: ProposalWish;
  readonly target: string;
  readonly branch: string;
}

/** @returns null where something else has changed the branch meanwhile */
async function proposeOnce(run: Run): Promise<string | null> {
  const { host, wish, target, branch } = run;
  const { key, checkout, pull, files } = wish;
  const head = await host.headOf(branch);
  const made = madeMark(key, checkout, files);
  const change = changeMark(pull.diff);
  const step = decideProposal({
    wanted: files.length === 0 ? null : { change, made },
    target,
    branch: head === null ? null : await readProposalBranch(host, checkout, head),
    requests: await host.requestsOf(branch),
  });
  if (step.kind === 'propose') return propose(run, step, { head, made, change });
  if (step.kind === 'close') return close(run, step, head);
  if (step.kind === 'leave') return leave(run, step.request, change);
  return sayWhyNot(run, step);
}

async function propose(
  run: Run,
  step: Extract<ProposalStep, { kind: 'propose' }>,
  marks: { readonly head: string | null; readonly made: string; readonly change: string },
): Promise<string | null> {
  const { host, wish, target, branch } = run;
  const title = proposalTitle(wish.key);
  if (step.writes) {
    const message = (contents: string) => commitMessage(title, { ...marks, contents });
    const { checkout: parent, files } = wish;
    const done = await host.write({ branch, expected: marks.head, parent, message, files });
    if (done === 'moved') return null;
  }
  const body = bodyOf(run, marks.change, null);
  if (step.request === null) {
    const number = await openOnce(host, () => host.open(branch, target, wish.title ?? title, body));
    return number === null ? null : `The ${host.noun} ${number} was opened.`;
  }
  const isEdited = await editBody(host, step.request, body);
  const done = step.writes || isEdited ? 'was updated' : 'is up to date';
  return `The ${host.noun} ${step.request.number} ${done}.`;
}

/** Null where another run has opened one at the same time. */
async function openOnce(host: ProposalHost, open: () => Promise<number>): Promise<number | null> {
  try {
    return await open();
  } catch (error) {
    const isTwice = error instanceof HostRefusal && /already exists/iu.test(error.message);
    if (isTwice) return null;
    const rights = `Give the token the right to open a ${host.noun}`;
    if (error instanceof HostRefusal && error.status === 403) {
      throw new ReviewError(`${error.message}. ${rights}.`, { cause: error });
    }
    throw error;
  }
}

async function close(
  { hosting, host, branch, target, wish }: Run,
  { request, removesBranch }: Extract<ProposalStep, { kind: 'close' }>,
  head: string | null,
): Promise<string> {
  if (request !== null) {
    const why = whyClosed(host.noun, target, wish.pull.left);
    const { number, body, head: last } = request;
    // A run may have been cut off between the comment and the end.
    const comments = await hosting.ownComments({ number, head: last });
    if (comments.at(-1)?.body !== why) await hosting.writeComment({ number, head: last }, why);
    await host.edit(number, { body: asClosed(body), closes: true });
  }
  const isGone =
    removesBranch && head !== null && (await host.removeBranch(branch, head)) === 'written';
  const gone = isGone ? ` The branch ${branch} was deleted.` : '';
  const nothing = nothingIn(wish.pull);
  if (request === null) return `${nothing}${gone}`;
  return `${nothing} The ${host.noun} ${request.number} was closed.${gone}`;
}

function whyClosed(noun: string, target: string, left: PullDocument['left']): string {
  const why = `There is nothing to propose any more, so this ${noun} is closed. ${target} has the edits, or they were undone in the UI`;
  if (left.length === 0) return `${why}.`;
  return writeLeftComment(
    `${why}, or the job does not take them any more: ${notTaken(left)}.`,
    left,
  );
}

function nothingIn({ left }: PullDocument): string {
  return left.length === 0 ? 'Nothing to propose.' : `Nothing to propose: ${notTaken(left)}.`;
}

function notTaken({ length }: PullDocument['left']): string {
  return `${countOf(length, 'difference was', 'differences were')} not taken`;
}

async function leave(run: Run, request: ProposalRequest | null, change: string): Promise<string> {
  const { host, branch } = run;
  const why = `The branch ${branch} has commits that are not from this job.`;
  if (request === null) {
    throw new ReviewError(
      `${why} It is left as it is, and nothing is proposed. Delete the branch, or open a ${host.noun} from it.`,
    );
  }
  const note = `The branch has commits that are not from the nightly job, so it is left as it is. What was edited in the UI since is listed here, and may be missing from the branch. Merge or close this ${host.noun}, and delete its branch. The next run opens another one for the edits that are not in it.`;
  // Who closes it declines what its branch has, and not what came later.
  const proposed = changeOfBody(request.body) ?? change;
  await editBody(host, request, bodyOf(run, proposed, note));
  return `${why} The ${host.noun} ${request.number} is left as it is, and its description says so.`;
}

function sayWhyNot(
  { host, branch, wish }: Run,
  step: Extract<ProposalStep, { kind: 'nothing' | 'taken' | 'declined' }>,
): string {
  if (step.kind === 'nothing') return nothingIn(wish.pull);
  const { number } = step.request;
  if (step.kind === 'declined') {
    return `The ${host.noun} ${number} with the same edits was closed by hand. It is not opened again.`;
  }
  return `The ${host.noun} ${number} uses the branch ${branch}, and is not the one of this job. Nothing is proposed before it is merged or closed.`;
}

function busy({ branch }: Run): string {
  return `Something else changes the branch ${branch} at the same time. The next run continues.`;
}

function bodyOf({ host, wish }: Run, change: string, note: string | null): string {
  const { key, pull } = wish;
  return writeProposalBody({ key, noun: host.noun, pull, change, note });
}

/** Hosts may change line ends, and the blank ones at the end. */
async function editBody(host: ProposalHost, request: ProposalRequest, body: string) {
  if (request.body.replaceAll('\r\n', '\n').trimEnd() === body.trimEnd()) return false;
  await host.edit(request.number, { body, closes: false });
  return true;
}
