import { type Hosting, type Review, ReviewError } from '../hosting.ts';
import { readReviewNote } from './review-note.ts';

export interface ReviewedPlan {
  readonly checksum: string;
  /** The run or job that keeps the plan file. */
  readonly run: string;
}

/**
 * The plan that was reviewed before this job's commit was merged.
 *
 * @param checkout the commit that is checked out, with whose manifests the plan will be compared
 * @throws ReviewError with exit code 3 where nothing was reviewed, or something else than was merged.
 */
export async function findReviewedPlan(
  hosting: Hosting,
  key: string,
  checkout: string,
): Promise<ReviewedPlan> {
  await checkCheckout(hosting, checkout);
  const review = await mergedReview(hosting);
  const where = `review ${review.number}`;
  const objection = await hosting.objectionTo(review);
  if (objection !== null) throw refusal(`${where} ${objection}`);
  const notes = (await hosting.ownComments(review)).map(({ body }) => readReviewNote(body));
  const note = notes.findLast((each) => each?.key === key);
  if (!note) throw refusal(`${where} has no plan of "${key}"`);
  if (note.checksum === null) throw refusal(`${where} was merged although planning had failed`);
  if (note.head !== review.head) {
    const [planned, merged] = [short(note.head), short(review.head)];
    throw refusal(`${where} shows the plan of commit ${planned}, but ${merged} was merged`);
  }
  const doubt = await hosting.objectionToRun(note.run, review);
  if (doubt !== null) throw refusal(`${where}: run ${note.run} ${doubt}`);
  return { checksum: note.checksum, run: note.run };
}

/** An old job that is run again must not bring back what was merged long ago and taken back since. */
async function checkCheckout(hosting: Hosting, checkout: string): Promise<void> {
  const tip = await hosting.tip();
  if (tip === checkout) return;
  const found = checkout === '' ? 'nothing' : `commit ${short(checkout)}`;
  throw new ReviewError(
    `${hosting.branch()} is at commit ${short(tip)}, but ${found} is checked out. Nothing is applied. Check out the current ${hosting.branch()}, and run the job again.`,
    { exitCode: 3 },
  );
}

async function mergedReview(hosting: Hosting): Promise<Review> {
  const [review, ...more] = await hosting.mergedReviews();
  const commit = `commit ${short(hosting.commit)}`;
  if (review === undefined) {
    throw refusal(`${commit} was not merged into ${hosting.branch()} by a review`);
  }
  if (more.length === 0) return review;
  const numbers = [review, ...more].map(({ number }) => number).join(', ');
  throw refusal(`${commit} was merged by several reviews at once (${numbers})`);
}

function short(commit: string): string {
  return commit.slice(0, 7);
}

function refusal(reason: string): ReviewError {
  return new ReviewError(
    `${reason}. Nothing is applied. Open a review with the change, or plan and apply it by hand.`,
    { exitCode: 3 },
  );
}
