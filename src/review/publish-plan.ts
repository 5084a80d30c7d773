import { isJsonObject } from '../model/json.ts';
import type { Comment, Hosting } from './hosting.ts';
import { ReviewError } from './hosting.ts';
import { readReviewNote, writeReviewNote } from './review-note.ts';

/** What planning left behind. */
export interface PlanFiles {
  /** The plan as `plan --out` saves it. */
  readonly json: string;
  /** The plan as `plan --report markdown=FILE` writes it. */
  readonly markdown: string;
}

/**
 * Keeps the one comment of this project on the review up to date; the first run writes it.
 *
 * @param files null where planning failed, which the comment then says in place of an old plan.
 */
export async function publishPlan(
  hosting: Hosting,
  key: string,
  files: PlanFiles | null,
): Promise<'written' | 'updated' | 'nothing'> {
  const review = await hosting.currentReview();
  const comments = await hosting.ownComments(review);
  const marker = files === null ? null : (files.markdown.split('\n', 1)[0] ?? '');
  const old = comments.findLast(({ body }) => isOf(body, key, marker));
  const checksum = files === null ? null : checksumOf(files.json);
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

/** By the note at its end or, for a plan, by the marker that it begins with. */
function isOf(body: string, key: string, marker: string | null): boolean {
  if (readReviewNote(body)?.key === key) return true;
  return marker?.startsWith('<!-- audiencectl:') === true && body.startsWith(marker);
}

/** The marker stays, so that the next plan finds its place; the old plan goes, for nobody to approve it. */
function outdated({ body }: Comment, head: string, runUrl: string, note: string): string {
  const [marker = ''] = body.split('\n', 1);
  return [
    marker,
    '### Audience changes',
    '',
    `**Commit ${head.slice(0, 7)} could not be planned**, and there is nothing to review yet: ${runUrl}`,
    '',
    note,
  ].join('\n');
}

function checksumOf(json: string): string {
  const plan: unknown = JSON.parse(json);
  const checksum = isJsonObject(plan) ? plan['checksum'] : undefined;
  if (typeof checksum === 'string' && /^[0-9a-f]{64}$/u.test(checksum)) return checksum;
  throw new ReviewError('the plan file has no checksum');
}
