/** The words by which a plan judges changes, for people who meet them there; no codes of findings. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'plan' } as const;

export const planWords: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'How far a change can be undone' },
    {
      undo: [
        'What a plan says of going back: reversible, new-id or irreversible; undoBecause says why reverting the commit is not enough.',
        'Look at what is new-id or irreversible before you apply it.',
      ],
      reversible: [
        'Reverting the commit and applying brings the old values back under the same ID, as far as git had them; only --base can tell.',
        'Plan with --base, so that the plan knows what git had.',
      ],
      'new-id': [
        'It can be created again, and has another ID then.',
        'Tell the new ID to what knows the old one outside of the project.',
      ],
      irreversible: [
        'No commit brings it back: members of a list are lost, or somebody wrote the old value in the UI alone. The plan shows the old value where there is one.',
        'Keep the source of a list, or write the old value into the manifest.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'What becomes of an entity' },
    {
      replace: [
        'An attribute that cannot be changed in place makes a new entity under a new ID; what uses the old one moves to it.',
        'Consent with lifecycle: { replace: allow } or --allow-replace, or put the old value back.',
      ],
      released: [
        'A manifest lets the entity go with state: released: it stays as it is, and no plan of this project touches it.',
        'Take the entry out once it is applied where that is meant.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Verdicts of a plan, on who is in an audience' },
    {
      same: ['Nobody enters and nobody leaves.', 'Nothing: it is the same people.'],
      wider: [
        'Some people enter, and nobody leaves.',
        'See who enters, and whether they are meant.',
      ],
      narrower: [
        'Some people leave, and nobody enters.',
        'See who leaves, and whether they are meant.',
      ],
      different: ['Some people enter, and others leave.', 'See who enters and who leaves.'],
      empty: [
        'Everyone leaves: by its own logic it can hold nobody any more.',
        'Look for a segment that is both included and excluded.',
      ],
      unknown: [
        'As a verdict: logic cannot decide who enters or leaves, and nothing is guessed.',
        'Look at the attributes that change before you apply it.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Origins of a change, as --base tells them' },
    {
      declared: ['It was changed in git since the base.', 'Nothing: applying does what git says.'],
      drift: [
        'It was edited remotely, such as in the Criteo UI, and not in git.',
        'Applying puts the version of git back. To keep the edit, write it into the manifest; --drift leave leaves it alone.',
      ],
      conflict: [
        'It was changed in git and remotely since the base, and not in the same way.',
        'Applying puts the version of git in place of the other. Decide which holds, and write it into the manifest.',
      ],
      adopted: [
        'It is new in git, and was there remotely already.',
        'See what applying changes about it; audiencectl export shows it as it is.',
      ],
      unknown: [
        'As an origin: there was no --base to compare with, so nobody can tell whose change it is.',
        'Plan with --base, the same project at an earlier commit.',
      ],
    },
  ),
];
