import type { Snapshot } from '../../../model/remote/snapshot.ts';
import { pullLoaded } from '../../../reconciler/pull.ts';
import { shownIn } from '../../../reconciler/shown-in.ts';
import { connectReader } from '../../connection/connect-remote.ts';
import { warnOfEnded } from '../../connection/warn-of-ended.ts';
import { warnOfVersions } from '../../connection/warn-of-versions.ts';
import { findLocked } from '../../editing/find-locked.ts';
import { makePatch } from '../../editing/make-patch.ts';
import { writeTexts } from '../../editing/write-texts.ts';
import { refuseSecrets } from '../../output/refuse-secrets.ts';
import { loadSnapshot } from '../../planning/load-snapshot.ts';
import { readBaseOption } from '../../planning/read-plan-options.ts';
import type { CommandContext, RunCommand } from '../../process/command-context.ts';
import { exitCodes } from '../../process/exit-codes.ts';
import { LocatedError } from '../../process/located-error.ts';
import {
  type LoadedDeclarations,
  loadDeclarations,
  refuseErrors,
} from '../../project/load-declarations.ts';
import { findEnvironmentFiles } from '../../project/readers/find-environment-files.ts';
import { findReadElsewhere } from '../../project/readers/find-read-elsewhere.ts';
import { readEnvironmentTexts } from '../../project/readers/read-environment-texts.ts';
import { warnOfEnvironments } from '../../project/readers/warn-of-environments.ts';
import { readTake } from './read-take.ts';
import { showPull } from './show-pull.ts';

/** `pull`: what was edited remotely, written into the manifests in place. */
export const runPull: RunCommand = async (context) => {
  const { options, terminal } = context;
  const take = readTake(context);
  const loaded = await loadDeclarations(context);
  const { project, folder } = loaded;
  warnOfVersions(context, project, loaded);
  refuseErrors(loaded);
  const base = await readBaseOption(context, loaded);
  const snapshot = await readRemote(context, loaded);
  warnOfEnded(context, loaded, snapshot);
  // Some sources are files that no glob matches: findings point into them.
  const projectFile = loaded.sources.filter(({ file }) => file === project.file);
  const texts = [...projectFile, ...loaded.manifests];
  const selection = { target: options.list('target'), exclude: options.list('exclude') };
  const isPart = selection.target.length + selection.exclude.length > 0;
  const environmentFiles = await findEnvironmentFiles(loaded, options.list('var'));
  const wish = {
    take,
    sharedFiles: await findReadElsewhere(folder, texts),
    lockedFiles: await findLocked(texts, folder),
    environmentFiles,
    environmentTexts: await readEnvironmentTexts(folder, environmentFiles, loaded.manifests),
    ...(base === undefined ? {} : { base }),
    ...(isPart ? { selection } : {}),
  };
  const { value: pulled, diagnostics } = pullLoaded(loaded, texts, snapshot, wish);
  if (pulled === null) throw new LocatedError(diagnostics, loaded);
  const written = pulled.files.map(({ file }) => file);
  const shared = shownIn(project, warnOfEnvironments(environmentFiles, written));
  const value = { ...pulled, diagnostics: [...pulled.diagnostics, ...shared] };
  for (const { file, after } of value.files) refuseSecrets(`The file "${file}"`, after, terminal);
  const isCheck = options.flag('check');
  // Of the files as they are before they are written.
  const isPatched = isCheck || options.text('format') === 'json';
  const patch = isPatched ? await makePatch(value.files, folder) : null;
  if (!isCheck) await writeTexts(value.files, folder);
  showPull(value, { patch, manifests: loaded }, context);
  return isCheck && value.files.length > 0 ? exitCodes.changes : exitCodes.done;
};

function readRemote(
  context: CommandContext,
  { project, folder }: LoadedDeclarations,
): Promise<Snapshot> {
  const saved = context.options.text('snapshot');
  return saved === null
    ? connectReader(context, project, folder, (remote) => remote.readSnapshot())
    : loadSnapshot(saved, project);
}
