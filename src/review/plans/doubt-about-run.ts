import { type JsonObject, type JsonValue, valueAt } from '../../model/text/json.ts';
import type { Review } from '../hosting.ts';

interface Expected {
  readonly review: Review;
  /** The name of its branch. */
  readonly branch: string;
  /** Every pull request that was ever opened from a branch of that name, itself among them. */
  readonly siblings: readonly JsonObject[];
  readonly repository: string;
  /** The file of the workflow whose other job applies. */
  readonly workflow: string;
  /** The branch that the pull request was merged into. */
  readonly target: string;
}

/** How late a run may come to be after what it is run for. */
const delayMs = 10 * 60_000;

/**
 * Why a run of GitHub cannot be the one that planned a pull request, or `null`.
 *
 * A run uses the workflow file of the merge of two branches, and its record names one of them, the head.
 * So a user who may push a branch can run a workflow file of their own for the very same commit, with a
 * second pull request into a branch of theirs. That there was none at the time is what shows where the
 * file came from. `pull_requests` of the record does not: it lists what is open when it is read.
 *
 * @param run as `GET /repos/{owner}/{repo}/actions/runs/{run_id}` has it
 */
export function doubtAboutRun(run: JsonObject, expected: Expected): string | null {
  const { review, branch, siblings, repository, workflow, target } = expected;
  if (run['event'] !== 'pull_request') return 'did not run for a pull request';
  // A fork's run of the same commit keeps what the fork's owner likes.
  if (valueAt(run, 'head_repository.full_name') !== repository) return 'ran in another repository';
  if (run['head_sha'] !== review.head || run['head_branch'] !== branch) {
    return `did not plan commit ${review.head.slice(0, 7)} of this branch`;
  }
  // GitHub has been seen to add the ref that the file is from.
  const path = String(run['path']);
  const paths = [workflow, `${workflow}@refs/pull/${review.number}/merge`];
  if (!paths.includes(path)) return `belongs to ${path}, not to ${workflow}`;
  if (run['conclusion'] !== 'success') return 'did not succeed';
  const ofBranch = siblings.filter((each) => valueAt(each, 'head.ref') === branch);
  if (!ofBranch.some(({ number }) => number === review.number)) {
    return 'cannot be distinguished from the runs of other pull requests of this branch';
  }
  const other = ofBranch.find(
    (each) => each['number'] !== review.number && wasOpen(each, run, target),
  );
  if (other === undefined) return null;
  return `may have run for pull request ${other['number']}, which has the same branch`;
}

/** Whether a run may have been made for it: what can't be read counts as yes. */
function wasOpen(pull: JsonObject, run: JsonObject, target: string): boolean {
  const made = timeOf(run['created_at']);
  if (timeOf(pull['created_at']) > made) return false;
  if (pull['closed_at'] === null) return true;
  // What ended by being merged into the very same branch was reviewed, and ran the files of that branch.
  const isReviewed = typeof pull['merged_at'] === 'string' && valueAt(pull, 'base.ref') === target;
  return !(timeOf(pull['closed_at']) + (isReviewed ? 0 : delayMs) < made);
}

function timeOf(value: JsonValue | undefined): number {
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}
