import { type Comment, type Hosting, type Review, ReviewError } from '../hosting.ts';
import type { PlanFiles } from './kept-plans.ts';
import { readReviewNote, writeReviewNote } from './review-note.ts';

/**
 * Keeps the one comment of this project, or of many projects, on the review up to date; the first run writes it.
 *
 * @param key distinguishes it from the comments of other projects, also of those that have the same name
 * @param files null where planning failed, which the comment then says instead of showing an old plan.
 * @throws ReviewError with exit code 3 where the review will not be applied, with any plan
 */
export async function publishPlan(
  hosting: Hosting,
  key: string,
  files: PlanFiles | null,
): Promise<'written' | 'updated' | 'nothing' | 'outdated'> {
  const review = await hosting.currentReview();
  if ((await hosting.headOf(review)) !== review.head) return 'outdated';
  const done = await writePlan(hosting, review, key, files);
  const objection = await hosting.objectionTo(review);
  if (objection === null) return done;
  throw new ReviewError(
    `review ${review.number} ${objection}. Its changes will not be applied. Open another review from a new branch.`,
    { exitCode: 3 },
  );
}

async function writePlan(
  hosting: Hosting,
  review: Review,
  key: string,
  files: PlanFiles | null,
): Promise<'written' | 'updated' | 'nothing'> {
  const comments = await hosting.ownComments(review);
  const old = comments.findLast(({ body }) => readReviewNote(body)?.key === key);
  const checksum = files?.checksum ?? null;
  const note = writeReviewNote({ key, head: review.head, checksum, run: hosting.run });
  if (files === null) {
    if (old === undefined) return 'nothing';
    await hosting.rewriteComment(review, old, outdated(old, review.head, hosting.runUrl, note));
    return 'updated';
  }
  const body = `${files.markdown.trimEnd()}\n\n${note}`;
  if (old === undefined) await hosting.writeComment(review, body);
  else await hosting.rewriteComment(review, old, body);
  return old === undefined ? 'written' : 'updated';
}

/** The marker stays, by which plans are known; the old plan goes, so that it is not approved by mistake. */
function outdated({ body }: Comment, head: string, runUrl: string, note: string): string {
  const [marker = '', title = ''] = body.split('\n', 2);
  return [
    marker,
    // What changes are of is written as the plan had it.
    title.startsWith('### ') ? title : '### Changes',
    '',
    `**Commit ${head.slice(0, 7)} could not be planned**, and there is nothing to review yet: ${runUrl}`,
    '',
    note,
  ].join('\n');
}
