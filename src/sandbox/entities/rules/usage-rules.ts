import type { Call } from '../../protocol/call.ts';
import { type Problem, problem } from '../../protocol/problem.ts';
import type { Resource } from '../resource.ts';

/** A segment stays while an audience names it, or a lookalike is grown from it. */
export function mustNotBeUsed(call: Call, segment: Resource): readonly Problem[] {
  const users = call.store.usersOf(segment.platform, segment.id);
  if (users.some(({ kind }) => kind === 'audience')) {
    return [
      problem('segment-must-not-be-used-in-audience', 'Audiences still refer to the segment.'),
    ];
  }
  return users.length === 0
    ? []
    : [
        problem(
          'sandbox-segment-must-not-be-used-as-seed',
          'A lookalike segment still uses the segment as its seed.',
        ),
      ];
}
