/** Findings, refusals and reasons of plans. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'plan' } as const;

export const planCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'Plans: findings' },
    {
      'reference-unknown': [
        'A reference names a segment that is neither declared nor remote.',
        'Declare the segment, or correct the name.',
      ],
      'seed-segment-advertiser': [
        'The seed of a lookalike belongs to another advertiser.',
        'Use a segment of the same advertiser as the seed.',
      ],
      'remote-name-ambiguous': [
        'Several remote entities have a name that a manifest needs.',
        'Choose one of them with its id or as { segmentId: … }.',
      ],
      'remote-name-differs': [
        'A remote name differs from the declared name only in case, blanks or Unicode form.',
        'Write the remote name exactly, or bind the entity with its id.',
      ],
      'renamed-from-spent': [
        'An entity with the new name is there already, so renamedFrom has no effect: the rename is done, or the entity was created beside the old one.',
        'Remove renamedFrom.',
      ],
      'temporary-name-unmatched': [
        'A remote entity has a temporary name from an interrupted run, but no declared entity continues that run.',
        'Finish that run with the same manifests, or rename or delete the entity in the Criteo UI.',
      ],
      'api-version-unproven': [
        'The plan would write at an API version that answers a search with 404 or 410.',
        'Set another version in the project file, at the place that the finding names, and plan again.',
      ],
      'looks-like-rename': [
        'An entity that would be created has the same content as a remote entity that no manifest names any more.',
        'Add the renamedFrom line that the hint shows, or delete the old entity with state: absent.',
      ],
      'removed-but-live': [
        'An entity that the base declares is no longer declared, but still exists remotely.',
        'Delete it with state: absent or prune: removed, or stop managing it with state: released.',
      ],
      'base-without-project': [
        'The folder of --base does not contain this project, or not this environment, so everything counts as new. With --drift leave this is an error, because nothing would be left alone. pull stops in the same way, and also if the base is of another account.',
        'Give the folder of the same project at an earlier commit.',
      ],
      'base-other-account': [
        'The folder of --base declares the entities of another account or advertiser. Everything counts as new, and what was declared there stays as it is. With --drift leave this is an error.',
        'Put the account back if the change is a mistake. If it is not, check what stays in the other account.',
      ],
      'nothing-remote': [
        'An entry says state: absent or state: released, but no remote entity has its name or ID.',
        'Correct the name. If the entity is already gone, remove the entry.',
      ],
      'attribute-not-compared': [
        'The API does not return a declared attribute, or returns "Unknown" for it. It is not known whether the remote value is as declared. snapshot says it of every attribute.',
        'Check the value in the Criteo UI. If it does not matter, add the attribute to lifecycle.ignoreChanges.',
      ],
      'target-unmatched': [
        '--target or --exclude matches no declared or remote entity. plan, apply and pull stop, and nothing is written.',
        'Correct the glob. Write addresses, such as "segment/NAME" or "audience/FR | *".',
      ],
      'members-unknown-here': [
        'A plan with --members cannot find the source of a list, or the key of its ledger. This is a warning, and the exit code is 0; apply refuses. If the ledger is missing, plan refuses with members-rebuild-needed.',
        'Set AUDIENCECTL_LEDGER_KEY if the key is missing. Correct the path of the source if it should be here. Otherwise plan and apply on the machine that has it, or run audiencectl members sync there.',
      ],
      'segment-has-ended': [
        'An audience uses a behavioral segment of Criteo whose end date has passed. The warning appears on stderr, because a plan contains no time.',
        'Remove the segment from the audience, or use another one. Run audiencectl catalog behavioral for a list with dates.',
      ],
      'list-empty': [
        'The API counts no members on a contact list, as of its last computation. An audience that only includes the list holds nobody, and one that excludes it excludes nobody by it.',
        'Upload the members: audiencectl members sync. If they were uploaded within the last day, the API may not have counted them yet.',
      ],
      'new-list-empty': [
        'A contact list is new and empty. An audience that excludes it excludes no people yet, and an audience that requires it contains no people yet.',
        'Fill the list before the audience goes live: run audiencectl members sync LIST in the folder of this project.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Plans: refusals' },
    {
      protected: [
        'An entity that the project file protects would be deleted or replaced.',
        'Remove it from protect in a separate change.',
      ],
      'audience-in-use': [
        'An audience would be deleted or replaced while ad sets use it.',
        'Remove the audience from its ad sets first, or keep it.',
      ],
      'replace-not-allowed': [
        'An attribute has changed that cannot be updated in place, and a replacement under a new ID is not allowed.',
        'Restore the old value, or allow the replacement with lifecycle: { replace: allow } or --allow-replace.',
      ],
      'replace-blocked': [
        'An entity cannot be replaced while an undeclared entity uses it, or while an entity refers to it by ID. This includes references that the same plan would add. It also cannot be replaced while its name is left alone.',
        'Declare the entities that use it, and refer to it by name. Declare it under its current name.',
      ],
      'declared-elsewhere': [
        'An entity would be deleted or replaced that another project of the repository declares for the same account, or that project cannot be read.',
        'Write state: released to stop managing an entity without deleting it.',
      ],
      'replace-bound-by-id': [
        'An entity would be replaced under a new ID, but its manifest binds it to the old ID.',
        'Remove the id line first: the name identifies the entity, too.',
      ],
      'delete-limit': [
        'Prune would delete more entities than limits allow.',
        'Check that no manifest is missing. Then raise limits, or allow this run with --max-deletes.',
      ],
      'fail-on': [
        'The plan contains a verdict, an origin or a code that --fail-on names.',
        'Review the plan, and then plan without that word in --fail-on.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Plans: reasons of changes' },
    {
      'not-remote': [
        'The entity is declared, but not remote yet.',
        'No action is needed: apply creates it.',
      ],
      gone: [
        'The entity is declared, as in the base, but not remote: it was deleted remotely, or never applied.',
        'Apply creates it again. If it should stay deleted, remove its entry: audiencectl pull --take gone.',
      ],
      renamed: [
        'The remote name differs from the declared name.',
        'No action is needed: apply renames it.',
      ],
      'attribute-changed': [
        'The declared value of an attribute differs from the remote value.',
        'No action is needed: apply sets it.',
      ],
      'attribute-cleared': [
        'An optional attribute is set remotely, but missing from the manifest. A manifest is complete, so apply clears the attribute.',
        'Declare it if it should stay.',
      ],
      'immutable-attribute-changed': [
        'An attribute differs that cannot be updated in place, so the entity is replaced under a new ID.',
        'Restore the old value if you do not want this.',
      ],
      'seed-replaced': [
        'The seed of a lookalike is replaced, and a seed cannot be updated in place.',
        'Keep the seed if the lookalike should keep its ID.',
      ],
      'members-changed': [
        'A contact list differs from its source. Only plan --members compares them.',
        'No action is needed: apply uploads the difference.',
      ],
      'reference-moved': [
        'An audience changes its reference from a replaced segment to the new one.',
        'No action is needed: the audience uses the people of the new segment.',
      ],
      'reference-freed': [
        'The remote algebra names a segment that is deleted or replaced. The declared algebra has the same meaning without it.',
        'No action is needed: the people stay the same.',
      ],
      'replacement-finished': [
        'The new entity of an interrupted replacement gets its final name.',
        'No action is needed: apply finishes it.',
      ],
      'move-finished': [
        'An interrupted rename is finished.',
        'No action is needed: apply finishes it.',
      ],
      'left-over': [
        'An earlier run created an entity for a replacement that is already finished.',
        'No action is needed: apply deletes it.',
      ],
      'state-absent': [
        'The manifest says state: absent.',
        'Remove the line if the entity should stay.',
      ],
      pruned: [
        'The project owns the entity, but no manifest declares it.',
        'Declare it, or set prune: off, if it should stay.',
      ],
    },
  ),
];
