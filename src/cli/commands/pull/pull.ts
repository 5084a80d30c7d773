import { resolve } from 'node:path';
import type { Snapshot } from '../../../model/remote/snapshot.ts';
import { type PullOptions, pullLoaded } from '../../../reconciler/pull.ts';
import { shownIn } from '../../../reconciler/shown-in.ts';
import { connectReader } from '../../connection/connect-remote.ts';
import { warnOfEnded } from '../../connection/warn-of-ended.ts';
import { warnOfVersions } from '../../connection/warn-of-versions.ts';
import { findLocked } from '../../editing/find-locked.ts';
import { makePatch } from '../../editing/make-patch.ts';
import { writeUncut } from '../../editing/write-uncut.ts';
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
import { createReaderIndex, type ReaderIndex } from '../../project/readers/create-reader-index.ts';
import { findEnvironmentFiles } from '../../project/readers/find-environment-files.ts';
import { findReadElsewhere } from '../../project/readers/find-read-elsewhere.ts';
import { readEnvironmentTexts } from '../../project/readers/read-environment-texts.ts';
import { warnOfEnvironments } from '../../project/readers/warn-of-environments.ts';
import { sameTarget } from '../../project/same-target.ts';
import { leadTo } from './lead-to.ts';
import { readTake } from './read-take.ts';
import { isNewSince, showNew } from './show-new.ts';
import { showPull } from './show-pull.ts';

/** `pull`: what was edited remotely, written into the manifests in place. */
export const runPull: RunCommand = async (context) => {
  const { options, terminal, among } = context;
  const take = readTake(context);
  const loaded = await loadDeclarations(context);
  const { project, folder } = loaded;
  warnOfVersions(context, project, loaded);
  refuseErrors(loaded);
  const base = await readBaseOption(context, loaded);
  if (among !== undefined && base !== undefined && isNewSince(base)) {
    return showNew(base, loaded, context);
  }
  const snapshot = await readRemote(context, loaded);
  warnOfEnded(context, loaded, snapshot);
  // Some sources are files that no glob matches: findings point into them.
  const projectFile = loaded.sources.filter(({ file }) => file === project.file);
  const texts = [...projectFile, ...loaded.manifests];
  const environmentFiles = await findEnvironmentFiles(loaded, options.list('var'));
  const elsewhere = await findReadElsewhere(folder, texts, among?.readers ?? readersAlone(context));
  const wish = {
    ...{ take, sharedFiles: elsewhere.files, readerCounts: elsewhere.counts },
    readerOfNew: elsewhere.readerOfNew,
    lockedFiles: await findLocked(texts, folder),
    environmentFiles,
    environmentTexts: await readEnvironmentTexts(folder, environmentFiles, loaded.manifests),
    ...(base === undefined ? {} : { base }),
    ...readSelection(context),
    ...leadTo(loaded, context),
  };
  const { value: pulled, diagnostics } = pullLoaded(loaded, texts, snapshot, wish);
  if (pulled === null) throw new LocatedError(diagnostics, loaded);
  among?.onUnmatched(pulled.unmatched ?? []);
  const written = pulled.files.map(({ file }) => file);
  const shared = shownIn(
    project,
    warnOfEnvironments(environmentFiles, written, sameTarget(context)),
  );
  const value = { ...pulled, diagnostics: [...pulled.diagnostics, ...shared] };
  for (const { file, after } of value.files) refuseSecrets(`The file "${file}"`, after, terminal);
  const isCheck = options.flag('check');
  // Of the files as they are before they are written.
  const isPatched = isCheck || options.text('format') === 'json';
  const start = (await among?.patchFolder()) ?? folder;
  const others = loaded.sisters.filter(({ file }) => file !== project.file);
  if (isCheck && others.length > 0) await among?.unwritten.add(folder, value.files);
  const patch = isPatched ? await makePatch(value.files, folder, start) : null;
  if (!isCheck) await writeUncut(value.files, folder, context);
  showPull(value, { patch, manifests: loaded }, context);
  return isCheck && value.files.length > 0 ? exitCodes.changes : exitCodes.done;
};

/** `--target` and `--exclude`; nothing where all is meant. */
function readSelection({ options, among }: CommandContext): Pick<PullOptions, 'selection'> {
  const [target, exclude] = [options.list('target'), options.list('exclude')];
  if (target.length + exclude.length === 0) return {};
  const mayMatchNothing = among === undefined ? {} : { mayMatchNothing: true };
  return { selection: { target, exclude, ...mayMatchNothing } };
}

/** Of a run with a single project. */
function readersAlone({ options }: CommandContext): ReaderIndex {
  const base = options.text('base');
  return createReaderIndex({ skip: base === null ? [] : [resolve(base)], ofRun: [], vars: {} });
}

function readRemote(
  context: CommandContext,
  { project, folder }: LoadedDeclarations,
): Promise<Snapshot> {
  const saved = context.options.text('snapshot');
  return saved === null
    ? connectReader(context, project, folder, (remote) => remote.readSnapshot())
    : loadSnapshot(saved, project);
}
