/** The pulls of many projects as one: paths begin where the run was, and each entry says whose it is. */
import { posix } from 'node:path';
import type { PullDocument } from './pull-document.ts';

export interface OwnedPull {
  /** The name of the project. */
  readonly owner: string;
  /** Its project file, relative to the folder of the run. */
  readonly projectFile: string;
  readonly pull: PullDocument;
}

export function joinPulls(pulls: readonly OwnedPull[]): PullDocument {
  const moved = pulls.map(moveOne);
  return {
    takings: moved.flatMap(({ takings }) => takings),
    left: moved.flatMap(({ left }) => left),
    people: moved.flatMap(({ people }) => people),
    warnings: moved.flatMap(({ warnings }) => warnings),
    files: moved.flatMap(({ files }) => files),
    // Its paths begin there already.
    diff: moved.map(({ diff }) => diff).join(''),
  };
}

function moveOne({ owner, projectFile, pull }: OwnedPull): PullDocument {
  const folder = posix.dirname(projectFile);
  // The line behind the name of the file does no harm.
  const move = (file: string) => posix.join(folder, file);
  const owned = <Entry extends object>(entry: Entry) => ({ ...entry, owner });
  return {
    takings: pull.takings.map((each) => owned({ ...each, place: move(each.place) })),
    left: pull.left.map((each) =>
      owned({ ...each, place: each.place === null ? null : move(each.place) }),
    ),
    people: pull.people.map(owned),
    warnings: pull.warnings.map(owned),
    files: pull.files.map((each) => ({ ...each, file: move(each.file) })),
    diff: pull.diff,
  };
}
