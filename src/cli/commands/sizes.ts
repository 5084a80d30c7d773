import { compileGlob } from '../../model/name.ts';
import { renderSizes } from '../../report/render-sizes.ts';
import { listSizes } from '../../sizes/list-sizes.ts';
import type { RunCommand } from '../command-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { loadDeclarations } from '../load-declarations.ts';
import { planOnline } from '../plan-online.ts';
import { renderJson } from '../render-json.ts';

/** `sizes`: how many people there are in each segment and audience, now and as declared. */
export const runSizes: RunCommand = async (context) => {
  const { operand, options, terminal, notices } = context;
  const manifests = await loadDeclarations(context);
  const isWanted = operand === null ? null : compileGlob(operand);
  const sizes = await planOnline(context, manifests, ({ plan, snapshot, remote }) =>
    listSizes(plan, snapshot, isWanted, remote),
  );
  const isJson = options.text('format') === 'json';
  terminal.writeResult(
    isJson
      ? renderJson({ formatVersion: 1, sizes, diagnostics: notices.list() })
      : renderSizes(sizes),
  );
  return exitCodes.done;
};
