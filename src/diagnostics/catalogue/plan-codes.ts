/** Findings, refusals and reasons of plans. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'plan' } as const;

export const planCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'Plans: findings' },
    {
      'reference-unknown': [
        'A segment is named that is neither declared nor remote.',
        'Declare it, or correct the name.',
      ],
      'seed-segment-advertiser': [
        'The seed of a lookalike belongs to another advertiser.',
        'Seed the lookalike with a segment of its own advertiser.',
      ],
      'remote-name-ambiguous': [
        'Several remote entities have a name that a manifest needs.',
        'Say which one is meant, with its id or as { segmentId: … }.',
      ],
      'remote-name-differs': [
        'A remote name differs from the declared one in case, blanks or Unicode form alone.',
        'Write the remote name as it is, or bind the entity with its id.',
      ],
      'renamed-from-spent': ['A rename is done.', 'Remove renamedFrom.'],
      'temporary-name-unmatched': [
        'A remote entity carries a temporary name of a run that was cut off, and nothing declared is on its way to it.',
        'Finish that run with its manifests, or rename or delete the entity in the Criteo UI.',
      ],
      'api-version-unproven': [
        'The plan would write at a version of the API where a search is answered with 404 or 410.',
        'Set another version in the project file, at the place that the finding names, and plan again.',
      ],
      'looks-like-rename': [
        'What would be created has the same content as a remote entity that no manifest names any more.',
        'Add the line renamedFrom that the hint shows, or delete the old one with state: absent.',
      ],
      'removed-but-live': [
        'An entity was declared in the base, is not declared any more, and stays remote.',
        'Delete it with state: absent or prune: removed, or let it go with state: released.',
      ],
      'base-without-project': [
        'The folder of --base holds no such project, or not this environment of it, so everything counts as new. With --drift leave it is an error, since nothing would be left.',
        'Give the folder of this very project at an earlier commit.',
      ],
      'nothing-remote': [
        'An entry says state: absent or state: released, and nothing remote has its name or its ID.',
        'Correct the name. Take the entry out if the entity is gone already.',
      ],
      'attribute-not-compared': [
        'The API does not return a declared attribute: it answers "Unknown", or leaves it or its whole block out. It is not known whether it is as declared.',
        'Look at it in the Criteo UI. Where it does not matter, name it in lifecycle.ignoreChanges.',
      ],
      'target-unmatched': [
        'A --target or --exclude matches nothing that is declared or remote.',
        'Correct the glob; targets are addresses, such as "segment/NAME" or "audience/FR | *".',
      ],
      'members-unknown-here': [
        'Where a plan with --members was made, the source of a list, or the key to its ledger, is missing: a warning, and exit code 0; apply refuses. A ledger that is missing is members-rebuild-needed, and refused at once.',
        'Set AUDIENCECTL_LEDGER_KEY where the key is missing. Otherwise plan and apply on the machine that has the source, or run audiencectl members sync there.',
      ],
      'segment-has-ended': [
        'An audience uses a behavioral segment of Criteo whose end has passed. It is told on stderr, since a plan knows no time.',
        'Take it out of the audience, or use another one: audiencectl catalog behavioral lists them with their dates.',
      ],
      'new-list-empty': [
        'A contact list is new and empty: an audience that excludes by it excludes nobody yet, and one that needs it holds nobody.',
        'Fill the list before the audience goes live: audiencectl members sync.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Plans: refusals' },
    {
      protected: [
        'An entity that the project file protects would be deleted or replaced.',
        'Take it out of protect, in a change of its own.',
      ],
      'audience-in-use': [
        'An audience would be deleted or replaced while ad sets use it.',
        'Take the audience out of its ad sets first, or keep it.',
      ],
      'replace-not-allowed': [
        'An attribute changed that cannot be changed in place, and nobody agreed to a replacement under a new ID.',
        'Put the old value back, or consent with lifecycle: { replace: allow } or --allow-replace.',
      ],
      'replace-blocked': [
        'An entity cannot be replaced while something uses it, or would use it by the same plan, that is undeclared or refers to it by its ID; or while its name is left alone.',
        'Declare what uses it and refer to it by name, so that it is moved along; declare it under the name that it has.',
      ],
      'declared-elsewhere': [
        'An entity would be deleted or replaced that another project of the repository declares, for the same account; or that project cannot be read.',
        'Write state: released, which lets an entity go without deleting it.',
      ],
      'replace-bound-by-id': [
        'An entity would be replaced under a new ID while its manifest binds it to the old one.',
        'Take the id line out first: its name finds it as well.',
      ],
      'delete-limit': [
        'Prune would delete more than limits allow.',
        'Check that no manifest went missing; then raise limits, or allow this one run with --max-deletes.',
      ],
      'fail-on': [
        'The plan holds a verdict, an origin or a code that --fail-on names.',
        'Review it, then plan without that word in --fail-on.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Plans: reasons of changes' },
    {
      'not-remote': ['Declared, and not remote yet.', 'Nothing: apply creates it.'],
      gone: [
        'Declared as in the base, and not there: deleted remotely since, or never applied.',
        'Apply creates it again; use state: absent if it is to stay away.',
      ],
      renamed: [
        'The remote name is another one than the declared name.',
        'Nothing: apply renames it.',
      ],
      'attribute-changed': ['An attribute differs from the remote one.', 'Nothing: apply sets it.'],
      'attribute-cleared': [
        'An optional attribute is set remotely and left out in the manifest, which is the whole truth.',
        'Declare it, if it is to stay.',
      ],
      'immutable-attribute-changed': [
        'An attribute differs that cannot be changed in place, so that the entity is replaced under a new ID.',
        'Put the old value back, if that is not meant.',
      ],
      'seed-replaced': [
        'The seed of a lookalike is replaced, and a seed cannot be changed in place.',
        'Keep the seed, if the lookalike is to keep its ID.',
      ],
      'members-changed': [
        'A contact list differs from its source; only plan --members compares them.',
        'Nothing: apply uploads the difference.',
      ],
      'reference-moved': [
        'An audience moves to the successor of a replaced segment.',
        'Nothing: the people are those of the successor.',
      ],
      'reference-freed': [
        'The remote algebra names a segment that goes, and the declared one says the same without it.',
        'Nothing: the people stay the same.',
      ],
      'replacement-finished': [
        'A replacement that was cut off gets its name.',
        'Nothing: apply finishes it.',
      ],
      'move-finished': ['A rename that was cut off is finished.', 'Nothing: apply finishes it.'],
      'left-over': [
        'An entity was made by another run for a replacement that is finished.',
        'Nothing: apply deletes it.',
      ],
      'state-absent': ['The manifest says state: absent.', 'Remove the line, if it is to stay.'],
      pruned: [
        'The project owns it, and no manifest names it.',
        'Declare it, or set prune: off, if it is to stay.',
      ],
    },
  ),
];
