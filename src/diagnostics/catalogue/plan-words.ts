/** The words by which a plan judges changes, for people who meet them there; no codes of findings. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'plan' } as const;

export const planWords: readonly CodeEntry[] = [
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
