import { code, origin, page, table } from './markdown.mjs';

/** By the name in the program: what it says, and what whoever called does about it. */
const words = {
  done: [
    'Done. For `plan`, whether or not there are changes; warnings alone do not count.',
    'Go on.',
  ],
  error: [
    'An error: the command line, invalid manifests, credentials, the network, a file that cannot be read.',
    'Read stderr; every finding has a [code](diagnostics.md).',
  ],
  changes: [
    'Only with `--detailed-exitcode`: `plan` found changes, or `apply` made some.',
    'At night: someone edited in the UI, or a merge was never applied.',
  ],
  refused: [
    'Refused: the plan is out of date, a limit or a protection stands against it, consent or approval is missing, or it holds what `--fail-on` names. Nothing was written; a refused plan is shown whole.',
    'Read the reasons in the plan; each comes with its way out.',
  ],
  incomplete: [
    '`apply` or `members` ended with something that failed, was skipped, is unknown, or was interrupted.',
    'Read the report, remove the cause, and run the same command again: it finishes what is left.',
  ],
};

/** docs/reference/exit-codes.md */
export function writeExitCodes({ exitCodes }) {
  return page(
    '# Exit codes',
    origin('src/cli/process/exit-codes.ts'),
    'What a script or a pipeline learns from how a command ended. Where several are true, 1 comes before 3, and 3 before 2.',
    table(
      ['code', 'meaning', 'what to do'],
      Object.entries(exitCodes).map(([name, number]) => {
        if (!(name in words)) throw new Error(`the exit code ${name} has no words`);
        return [code(String(number)), ...words[name]];
      }),
    ),
    '## In a pipeline',
    'A plan on a pull request should fail the job on 1 and on 3, after the comment is written. A job that looks for drift every night runs `plan --detailed-exitcode`, so that 2 fails it, too. A job that applies may simply be run again after 4. [Pipelines](../pipelines.md) has all of it ready.',
    '## Together with JSON',
    'With `--format json`, stdout holds exactly one document, whatever the exit code. After an error that is `{ "formatVersion": 1, "diagnostics": […] }` and nothing else; a refused plan is printed whole, with its `refusals`. See [Formats](formats.md).',
    '## Outputs',
    'What `--out`, `--report` and `--events` name is opened before anything is sent: a folder that is missing ends the run with 1, and nothing was written. So does an output that is the project file, a manifest, a source of members, a ledger, or the plan or snapshot that is read, and a file that two outputs name ([`output-not-allowed`](diagnostics.md#output-not-allowed)). `-` is stdout. The result then goes to stderr.',
    'A stdout that is closed before all of the result is written, as by `head`, ends every command with 1. What an `apply` has done still stands in `--report` and `--events`.',
    '## Ctrl-C',
    'The first one lets `apply` and `members` finish the requests in flight, report and end with 4. A second one stops at once, also with 4: `--format json` still prints one document, reports are written, and each change is reported as unknown. Nothing is lost either way: what exists is read from the API, and the same command goes on from there.',
    'Until the first write, and in `plan`, `snapshot`, `export`, `sizes` and all else that only reads, the first one breaks the requests off. The run ends with the finding [`interrupted`](diagnostics.md#interrupted): on stderr, or as the one JSON document. `apply` and `members` write it to `--report` as well and end with 4; the others write no file and end with 1. Nothing was changed.',
    'SIGTERM and SIGHUP, the signals of a job that is cancelled and of a terminal that is closed, do the same. At the question whether to apply, all of them are a no: the plan is refused with 3, and nothing was sent.',
  );
}
