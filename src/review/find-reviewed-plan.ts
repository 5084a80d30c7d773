import { type Hosting, ReviewError } from './hosting.ts';
import { readReviewNote } from './review-note.ts';

export interface ReviewedPlan {
  readonly checksum: string;
  /** The run or job that keeps the plan file. */
  readonly run: string;
}

/**
 * The plan that was reviewed before this commit was merged.
 *
 * @throws ReviewError with exit code 3 where nothing was reviewed, or something else than was merged.
 */
export async function findReviewedPlan(hosting: Hosting, key: string): Promise<ReviewedPlan> {
  const commit = hosting.commit.slice(0, 7);
  const review = await hosting.reviewOfCommit(hosting.commit);
  if (review === null) throw refusal(`commit ${commit} was merged by no review`);
  const where = `review ${review.number}`;
  const notes = (await hosting.ownComments(review)).map(({ body }) => readReviewNote(body));
  const note = notes.findLast((each) => each?.key === key);
  if (!note) throw refusal(`${where} has no plan of "${key}"`);
  if (note.checksum === null) throw refusal(`${where} was merged although planning had failed`);
  if (note.head !== review.head) {
    const [planned, merged] = [note.head.slice(0, 7), review.head.slice(0, 7)];
    throw refusal(`${where} shows the plan of commit ${planned}, and ${merged} was merged`);
  }
  if (!(await hosting.isRunOf(note.run, review))) {
    throw refusal(`${where}: run ${note.run} did not plan commit ${review.head.slice(0, 7)}`);
  }
  return { checksum: note.checksum, run: note.run };
}

function refusal(reason: string): ReviewError {
  return new ReviewError(
    `${reason}: nothing is applied. Open a review with the change, or plan and apply it by hand.`,
    { exitCode: 3 },
  );
}
