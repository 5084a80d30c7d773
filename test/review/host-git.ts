/** Branches, commits and files of a code host, as far as proposals need them. */
import { createHash } from 'node:crypto';
import {
  type HostCommit,
  type HostReview,
  type HostState,
  type HostTree,
  ownRepository,
  Refused,
} from './host-state.ts';

/** The same for the same commit, as git has it. */
export function addCommit(state: HostState, commit: HostCommit): string {
  const text = JSON.stringify([{ ...commit, files: [...commit.files] }, state.contents.size]);
  const id = createHash('sha1').update(text).digest('hex');
  state.contents.set(id, commit);
  state.commits.set(id, commit.parents);
  return id;
}

export function addTree(state: HostState, tree: HostTree): string {
  const id = createHash('sha1')
    .update(JSON.stringify([...tree].sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex');
  state.trees.set(id, tree);
  return id;
}

/** Puts a branch at a commit, or takes it away; the open reviews of it follow. */
export function moveBranch(state: HostState, branch: string, commit: string | null): void {
  if (commit === null) state.branches.delete(branch);
  else state.branches.set(branch, commit);
  for (const review of state.reviews) {
    const isOfIt = review.branch === branch && review.from === ownRepository;
    if (commit !== null && isOfIt && review.closedAt === null) review.head = commit;
  }
}

/** Commits of a branch that another commit does not have, oldest first. */
export function ahead(state: HostState, from: string, to: string): readonly string[] {
  const known = ancestors(state, from);
  return [...ancestors(state, to)].filter((commit) => !known.has(commit)).reverse();
}

function ancestors({ commits }: HostState, commit: string): ReadonlySet<string> {
  const seen = new Set([commit]);
  for (const each of seen) for (const parent of commits.get(each) ?? []) seen.add(parent);
  return seen;
}

export function openReview(
  state: HostState,
  of: Pick<HostReview, 'branch' | 'target' | 'title' | 'body' | 'author'>,
): HostReview | null {
  const isTwin = (each: HostReview) =>
    each.branch === of.branch && each.from === ownRepository && each.closedAt === null;
  const head = state.branches.get(of.branch);
  if (head === undefined || state.reviews.some(isTwin)) return null;
  const review: HostReview = {
    ...of,
    number: Math.max(0, ...state.reviews.map(({ number }) => number)) + 1,
    from: ownRepository,
    into: ownRepository,
    head,
    openedAt: '2026-02-01T00:00:00Z',
    closedAt: null,
    mergedAs: null,
    squashedAs: null,
    events: [],
  };
  state.reviews.push(review);
  return review;
}

export function editReview(
  { reviews }: HostState,
  number: string | undefined,
  body: string | undefined,
  closes: boolean,
): HostReview | undefined {
  const review = reviews.find((each) => String(each.number) === number);
  if (review === undefined) return undefined;
  if (body !== undefined) review.body = body;
  if (closes) review.closedAt ??= '2026-02-02T00:00:00Z';
  return review;
}

/** Both hosts refuse descriptions that are longer. */
export function refuseLong(body: unknown): Refused | null {
  return String(body).length > 65_536 ? new Refused(422, 'body is too long') : null;
}
