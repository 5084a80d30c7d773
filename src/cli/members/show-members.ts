/** What became of the members of a list, as the result of the command and in the files of `--report`. */
import {
  type MembersReport,
  renderMembersReport,
} from '../../report/members/render-members-report.ts';
import { reportFormats } from '../../report/report-format.ts';
import { writeReports } from '../output/reports/write-reports.ts';
import type { CommandContext } from '../process/command-context.ts';

export async function showMembers(
  { options, terminal }: Pick<CommandContext, 'options' | 'terminal'>,
  report: MembersReport,
): Promise<void> {
  // The result comes first: a report file that can't be written must not hide what was done.
  terminal.writeResult(options.text('format') === 'json' ? report.json : report.text);
  await writeReports({ options, terminal }, reportFormats, (format) =>
    renderMembersReport(report, format),
  );
}
