import { code, origin, page, table } from './markdown.mjs';

/** By the name in the program: what it says, and what whoever called does about it. */
const words = {
  done: ['Done. For `plan`, whether or not there are changes; warnings do not count.', 'Go on.'],
  error: [
    'An error: the command line, invalid manifests, credentials, the network, a file that cannot be read. With `validate --fail-on`, also a finding that it names.',
    'Read stderr; every finding has a [code](diagnostics.md).',
  ],
  changes: [
    'Only with `--detailed-exitcode`: `plan` found changes, or `apply` made some. Only with `--check`: `pull` or `rename` would edit files.',
    'At night: someone edited in the UI, or a merge was never applied.',
  ],
  refused: [
    'Refused: the plan is out of date, a limit or a protection forbids it, consent or approval is missing, or it contains what `--fail-on` names. Nothing was written; a refused plan is shown whole.',
    'Read the reasons in the plan; each one says what to do.',
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
    'What a script or a pipeline learns from how a command ended. If several are true, 1 comes before 3, and 3 before 2.',
    table(
      ['code', 'meaning', 'what to do'],
      Object.entries(exitCodes).map(([name, number]) => {
        if (!(name in words)) throw new Error(`the exit code ${name} has no words`);
        return [code(String(number)), ...words[name]];
      }),
    ),
    '## In a pipeline',
    'A plan on a pull request should fail the job on 1 and on 3, after the comment is written. A job that looks for drift every night runs `plan --detailed-exitcode`, so 2 fails it, too. You can run a job that applies again after 4. [Pipelines](../pipelines.md) has complete examples.',
    '## Together with JSON',
    'With `--format json`, stdout holds exactly one document, with every exit code. After an error that is `{ "formatVersion": 1, "diagnostics": […] }` and nothing else; a refused plan is printed whole, with its `refusals`. See [Formats](formats.md).',
    '## Outputs',
    'The files of `--out`, `--report` and `--events` are opened before anything is sent: if a folder is missing, the run ends with 1, and nothing was written. The same happens if an output is the project file, a manifest, a source of members, a ledger, or the plan or snapshot that is read, or if two outputs name the same file ([`output-not-allowed`](diagnostics.md#output-not-allowed)). `-` is stdout. The result then goes to stderr.',
    'If stdout is closed before the whole result is written, as `head` does, every command ends with 1. `--report` and `--events` still say what an `apply` has done.',
    '## Ctrl-C',
    'At the first one, `apply` and `members` finish the requests in flight, report and end with 4. A second one stops at once, also with 4: `--format json` still prints one document, reports are written, and each change is reported as unknown. Nothing is lost either way: what exists is read from the API, and the same command goes on from there.',
    'Until the first write, and in `plan`, `snapshot`, `export`, `sizes` and every other command that only reads, the first one stops the requests. The run ends with the finding [`interrupted`](diagnostics.md#interrupted): on stderr, or as the one JSON document. `apply` and `members` write it to `--report` as well and end with 4; the others write no file and end with 1. Nothing was changed.',
    'SIGTERM and SIGHUP, the signals of a job that is cancelled and of a terminal that is closed, do the same. At the question whether to apply, all of them are a no: the plan is refused with 3, and nothing was sent.',
  );
}
