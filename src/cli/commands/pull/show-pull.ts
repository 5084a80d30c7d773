/** A pull as the result of the command: the patch, the text or the JSON document. */
import type { PullResult } from '../../../pull/pull-result.ts';
import { describePull } from '../../../report/pull/describe-pull.ts';
import { renderPullText } from '../../../report/pull/render-pull-text.ts';
import { sayPull } from '../../../report/pull/say-pull.ts';
import type { FilesPatch } from '../../editing/make-patch.ts';
import { showPatch } from '../../editing/show-patch.ts';
import type { AmongMany } from '../../many/among-many.ts';
import { annotate } from '../../output/annotate.ts';
import { writeWarnings } from '../../output/write-warnings.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { renderJson } from '../../process/render-json.ts';
import type { LoadedDeclarations } from '../../project/load-declarations.ts';
import { sameTarget } from '../../project/same-target.ts';
import { nameInCwd } from './lead-to.ts';

interface ShownPull {
  /** Null where nothing shows it. */
  readonly patch: FilesPatch | null;
  readonly manifests: LoadedDeclarations;
}

export function showPull(result: PullResult, shown: ShownPull, context: CommandContext): void {
  if (context.among !== undefined) sayAmong(context.among, result, shown, context);
  if (context.options.text('format') === 'json') showDocument(result, shown, context);
  else showText(result, shown, context);
}

/** What the report of all projects says of this one. */
function sayAmong(
  among: AmongMany,
  result: PullResult,
  { patch, manifests }: ShownPull,
  { options }: CommandContext,
): void {
  const isCheck = options.flag('check');
  const nameOf = (file: string) => nameInCwd(manifests.folder, file);
  const said = sayPull(result, manifests.project, { isCheck, nameOf });
  if (said !== null) among.onSaid(said);
  if (isCheck && patch !== null && patch.patch !== '') among.onPatch(patch);
  among.onFindings(result.diagnostics);
}

function showDocument(
  result: PullResult,
  { patch, manifests }: ShownPull,
  { options, terminal, notices, environment }: CommandContext,
): void {
  const document = describePull(result, manifests.project, patch?.patch ?? '');
  const diagnostics = [...result.diagnostics, ...notices.list()];
  const written = !options.flag('check');
  terminal.writeResult(renderJson({ formatVersion: 1, written, ...document, diagnostics }));
  annotate(result.diagnostics, manifests.folder, environment, terminal.writeAnnotations);
}

/** With --check, the patch is the result, and what there is to say about it stands beside it. */
function showText(
  result: PullResult,
  { patch, manifests }: ShownPull,
  context: CommandContext,
): void {
  const { options, terminal } = context;
  const isCheck = options.flag('check');
  writeWarnings(context, result.diagnostics, manifests);
  const text = renderPullText(result, manifests.project, {
    ...{ isCheck, verbose: options.flag('verbose'), width: terminal.width },
    isPart: options.list('target').length + options.list('exclude').length > 0,
    color: isCheck ? terminal.noteColor : terminal.resultColor,
    sameTarget: sameTarget(context),
  });
  if (isCheck) {
    if (patch !== null) showPatch(patch, manifests.folder, context);
    terminal.writeNote(text);
  } else terminal.writeResult(text);
}
