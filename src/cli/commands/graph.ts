import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { kinds } from '../../model/entity.ts';
import type { RemoteEntity, Snapshot } from '../../model/remote/snapshot.ts';
import { suggestAddresses } from '../../model/suggest-addresses.ts';
import { decodeRow } from '../../platforms/decode-row.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import { focusGraph } from '../../report/graph/focus-graph.ts';
import { type Graph, renderMermaid } from '../../report/graph/render-mermaid.ts';
import { usageGraph } from '../../report/graph/usage-graph.ts';
import { usageError } from '../arguments/usage-error.ts';
import { loadSnapshot } from '../planning/load-snapshot.ts';
import type { RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import {
  type LoadedDeclarations,
  loadDeclarations,
  refuseErrors,
} from '../project/load-declarations.ts';

/** Where Mermaid stops unless it is configured: its `maxEdges`. */
const maxEdges = 500;

/** `graph`: who uses which segment, from the manifests and, if given, a snapshot. */
export const runGraph: RunCommand = async (context) => {
  const { options, terminal } = context;
  const manifests = await loadDeclarations(context);
  refuseErrors(manifests);
  const saved = options.text('snapshot');
  const remote =
    saved === null ? null : decodeAll(await loadSnapshot(saved, manifests.project), manifests);
  const whole = usageGraph(
    manifests.declarations,
    remote,
    platformNamed(manifests.project.platform),
  );
  const focus = options.text('focus');
  const graph = focus === null ? whole : focusOn(whole, focus);
  terminal.writeResult(renderMermaid(graph));
  if (graph.edges.length > maxEdges) {
    terminal.writeWarning(
      `Mermaid draws at most ${maxEdges} lines by default, and this graph has ${graph.edges.length}. Give --focus ADDRESS for a smaller graph.`,
    );
  }
  return exitCodes.done;
};

function decodeAll(snapshot: Snapshot, { project }: LoadedDeclarations): readonly RemoteEntity[] {
  const platform = platformNamed(project.platform);
  return kinds.flatMap((kind) =>
    snapshot[`${kind}s`].map((row) => decodeRow(platform, kind, project.scopeId, row)),
  );
}

function focusOn(graph: Graph, address: string): Graph {
  const addresses = graph.nodes.map((node) => node.address);
  if (addresses.includes(address)) return focusGraph(graph, address);
  throw new DiagnosticError([
    usageError(
      'address-unknown',
      `no entity has the address "${address}"`,
      suggestAddresses(address, addresses),
    ),
  ]);
}
