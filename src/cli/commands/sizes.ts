import { listSizes } from '../../reconciler/sizes.ts';
import { renderSizes } from '../../report/look-ups/render-sizes.ts';
import { planOnline } from '../planning/plan-online.ts';
import type { RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { renderJson } from '../process/render-json.ts';
import { loadDeclarations } from '../project/load-declarations.ts';

/** `sizes`: how many people there are in each segment and audience, now and as declared. */
export const runSizes: RunCommand = async (context) => {
  const { operand, options, terminal, notices } = context;
  const manifests = await loadDeclarations(context);
  const sizes = await planOnline(context, manifests, ({ plan, snapshot, remote }) =>
    listSizes(plan, snapshot, operand, remote),
  );
  const isJson = options.text('format') === 'json';
  terminal.writeResult(
    isJson
      ? renderJson({ formatVersion: 1, sizes, diagnostics: notices.list() })
      : renderSizes(sizes),
  );
  return exitCodes.done;
};
